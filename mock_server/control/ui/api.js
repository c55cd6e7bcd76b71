// The one place that talks to the server, and that only with its control API.
import { chosen } from "./store.js";

const tokenName = "tines-mock control token";

// Of this tab alone: it ends with the tab.
export const keepToken = (token) => sessionStorage.setItem(tokenName, token);

export class Refused extends Error {
  constructor(status, errors) {
    super(errors.map(({ message }) => message).join("\n") || `The server answered ${status}`);
    this.status = status;
    this.errors = errors;
  }
}

async function ask(url, { method = "GET", body, signal } = {}) {
  const headers = {};
  const token = sessionStorage.getItem(tokenName);
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const sent = { method, headers, signal, cache: "no-store", body: body && JSON.stringify(body) };
  const response = await fetch(url, sent);
  const text = await response.text();
  if (response.ok) return text;
  throw new Refused(response.status, text.startsWith("{") ? (JSON.parse(text).errors ?? []) : []);
}

const json = async (text) => JSON.parse((await text) || "null");

const inWorld = (path) => `/__admin/worlds/${encodeURIComponent(chosen.world)}/${path}`;

/** Of the whole server. */
export const ofServer = (path, options) => json(ask(`/__admin/${path}`, options));

/** Of the world that is chosen. */
export const ofWorld = (path, options) => json(ask(inWorld(path), options));

export const textOfWorld = (path) => ask(inWorld(path));

/** What is not there is null. */
export async function ifThere(promise) {
  try {
    return await promise;
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}
