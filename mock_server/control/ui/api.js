// The one place that talks to the server, and that only with its control API.
import { chosen } from "./store.js";

const tokenName = "tines-mock control token";

// Of this tab alone: it ends with the tab.
export const keepToken = (token) => sessionStorage.setItem(tokenName, token);

/** Of the whole server, which counts as gone when it takes longer. */
export async function ofServer(path, { method = "GET", body, signal, mostMs = 15000 } = {}) {
  const headers = {};
  const token = sessionStorage.getItem(tokenName);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const signals = [AbortSignal.timeout(mostMs), signal].filter(Boolean);
  const response = await fetch(`/__admin/${path}`, {
    method, headers, cache: "no-store", body: body && JSON.stringify(body),
    signal: AbortSignal.any(signals),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text || "null");
  const { errors = [] } = text.startsWith("{") ? JSON.parse(text) : {};
  const message = errors.map((error) => error.message).join("\n");
  throw Object.assign(new Error(message || `The server answered ${response.status}`), {
    status: response.status,
    errors,
  });
}

/** Of the world that is chosen. */
export const ofWorld = (path, options) =>
  ofServer(`worlds/${encodeURIComponent(chosen.world)}/${path}`, options);
