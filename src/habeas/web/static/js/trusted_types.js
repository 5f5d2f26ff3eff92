// The one Trusted Types policy, `habeas`: text becomes HTML only through here, and comes out without
// scripts, handlers, styles, frames and addresses that would run. The server escapes all that it
// writes and the content policy runs nothing inline; this is the third lock on the same door.

const REMOVED = "script, style, iframe, frame, object, embed, base, meta, link, noscript, animate, set";
const ADDRESSES = new Set(
  "href src action formaction xlink:href data poster background srcset ping cite".split(" "),
);
const HTMX_CODE = /^\s*(js|javascript):/i;
const FOLLOWED = new Set(["http:", "https:", "mailto:"]);
const SCRIPTS = /^\/static\/vendor\/[a-z-]+\.js$/;

let reading = false;

/** The policy. `createHTML` cleans; `createScriptURL` takes nothing but our own vendored files. */
export const policy = (globalThis.trustedTypes ?? { createPolicy: (_, rules) => rules }).createPolicy(
  "habeas",
  {
    createHTML: (text) => (reading ? text : cleaned(text)),
    createScriptURL(address) {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin || !SCRIPTS.test(url.pathname)) {
        throw new TypeError(`Not a script of the workbench: ${url.pathname}`);
      }
      return url.href;
    },
  },
);

/** Text from our server as a cleaned DocumentFragment. */
export function fragment(text) {
  const parsed = parse(`<template>${text}</template>`);
  return document.adoptNode(parsed.querySelector("template").content);
}

function cleaned(text) {
  const parsed = parse(text);
  if (/^\s*(<!doctype[^>]*>\s*)?<html[\s>]/i.test(text)) return parsed.documentElement.outerHTML;
  return parsed.head.innerHTML + parsed.body.innerHTML;
}

function parse(text) {
  reading = true;
  try {
    const parsed = new DOMParser().parseFromString(policy.createHTML(text), "text/html");
    strip(parsed);
    return parsed;
  } finally {
    reading = false;
  }
}

function strip(root) {
  for (const element of root.querySelectorAll(REMOVED)) element.remove();
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (forbidden(name.toLowerCase(), value)) element.removeAttribute(name);
    }
    if (element.localName === "template") strip(element.content);
  }
}

function forbidden(name, value) {
  if (/^(on|hx-on|data-hx-on)/.test(name) || name === "style" || name === "srcdoc") return true;
  if (/^(data-)?hx-/.test(name)) return HTMX_CODE.test(value);
  return ADDRESSES.has(name) && !followed(value);
}

function followed(address) {
  try {
    return FOLLOWED.has(new URL(address, document.baseURI).protocol);
  } catch {
    return false;
  }
}
