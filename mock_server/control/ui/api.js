// The one place that talks to the server, and that only with its control API.
import { chosen } from "./store.js";

const tokenName = "tines-mock control token";

// Of this tab alone: it ends with the tab.
export const keepToken = (token) => sessionStorage.setItem(tokenName, token);

export class Refused extends Error {
  constructor(status, errors) {
    super(errors.map((error) => error.message).join("\n") || `The server answered ${status}`);
    this.status = status;
    this.errors = errors;
  }
}

function headersFor(body) {
  const headers = {};
  const token = sessionStorage.getItem(tokenName);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return headers;
}

async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  return new Refused(response.status, body.errors ?? []);
}

async function fetchBelow(base, method, path, { body, signal } = {}) {
  const response = await fetch(`${base}/${path}`, {
    method,
    signal,
    cache: "no-store",
    headers: headersFor(body),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

async function json(response) {
  return response.status === 204 ? null : response.json();
}

const worldBase = () => `/__admin/worlds/${encodeURIComponent(chosen.world)}`;

/** Of the whole server. */
export const ofServer = async (method, path, options) =>
  json(await fetchBelow("/__admin", method, path, options));

/** Of the world that is chosen. */
export const ofWorld = async (method, path, options) =>
  json(await fetchBelow(worldBase(), method, path, options));

export const textOfWorld = async (path) => (await fetchBelow(worldBase(), "GET", path)).text();

/** What an older server does not have is null. */
export async function ifThere(promise) {
  try {
    return await promise;
  } catch (problem) {
    if (problem instanceof Refused && problem.status === 404) return null;
    throw problem;
  }
}

/** A request to a tenant, on the way of every request; the server adds a key. */
export const send = (tenant, method, path, body) =>
  ofWorld("POST", "send", { body: { tenant, method, path, ...(body === undefined ? {} : { body }) } });
