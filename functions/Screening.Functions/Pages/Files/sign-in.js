// The sign-in page. The key goes into one header of one request and is forgotten; the session is a cookie that no script
// can read.

// Where this page continues to: names, and addresses of the application alone, so that no link leads to another place. The form
// of these is that of AppAddress.cs; a test compares the two.
const places = { app: "/app/", reference: "/reference/", description: "/openapi/v1.json" };
const appAddress = /^\/app\/(?:[0-9A-Za-z][0-9A-Za-z._~-]*(?:\/[0-9A-Za-z][0-9A-Za-z._~-]*)*\/?)?(?:\?[0-9A-Za-z._~%=&+-]*)?$/;

function target(to) {
  if (to !== null && Object.hasOwn(places, to)) {
    return places[to];
  }
  return to !== null && to.length <= 500 && appAddress.test(to) ? to : places.app;
}

const byId = (id) => document.getElementById(id);
const reason = byId("reason");

function tell(text) {
  // Emptied first, so that a screen reader says the same words again.
  reason.textContent = "";
  reason.hidden = false;
  reason.textContent = text;
}

function wait(answer) {
  const seconds = Number(answer.headers.get("Retry-After"));
  return seconds > 0 ? `in ${seconds} ${seconds === 1 ? "second" : "seconds"}` : "later";
}

function refusal(answer) {
  switch (answer.status) {
    case 401:
      return "This key was not accepted. It may be mistyped, expired or revoked.";
    case 429:
      return `Too many attempts failed from here. Try again ${wait(answer)}.`;
    case 503:
      return `Keys cannot be checked at the moment. Try again ${wait(answer)}.`;
    default:
      return `Signing in failed (HTTP ${answer.status}). The logs have it under ${answer.headers.get("X-Correlation-Id")}.`;
  }
}

async function send(path, headers) {
  try {
    return await fetch(path, { method: "POST", headers, cache: "no-store", redirect: "error" });
  } catch {
    tell("The service cannot be reached. Check the connection and try again.");
    return null;
  }
}

async function signIn(event) {
  event.preventDefault();
  const input = byId("key");
  const key = input.value.trim();
  let why = "This is no key: a key is one word of letters, digits, hyphens and underscores, and starts with scr_.";
  if (/^scr_[\w-]+$/.test(key)) {
    byId("go").disabled = true;
    const answer = await send("/api/v1/sessions", { "X-API-Key": key });
    if (answer?.ok) {
      location.replace(target(asked));
      return;
    }
    byId("go").disabled = false;
    why = answer === null ? null : refusal(answer);
  }
  if (why !== null) {
    tell(why);
    input.setAttribute("aria-invalid", "true");
  }
  input.focus();
  input.select();
}

function show() {
  const input = byId("key");
  const isShown = input.type === "text";
  input.type = isShown ? "password" : "text";
  byId("show").setAttribute("aria-pressed", String(!isShown));
}

// A link on another site leads here even with a session, because the browser does not send the cookie along. It does from here.
const asked = new URLSearchParams(location.search).get("to");
if (asked !== null && target(asked) === asked) {
  byId("continue").href = asked;
  byId("signed-in").hidden = false;
}

byId("sign-in").addEventListener("submit", signIn);
byId("key").addEventListener("input", () => byId("key").removeAttribute("aria-invalid"));
byId("show").addEventListener("click", show);
