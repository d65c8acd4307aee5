// The sign-in page. The key goes into one header of one request and is forgotten; the session is a cookie that no script
// can read. Whether somebody is signed in is written into the page by the server.

// Where a page may send somebody on to: names, never addresses, so that nobody can be led elsewhere.
const places = { reference: "/reference/", description: "/openapi/v1.json" };

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
      const to = new URLSearchParams(location.search).get("to");
      location.replace(Object.hasOwn(places, to) ? places[to] : "/");
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

async function signOut() {
  const answer = await send("/api/v1/sessions/end", { "X-Screening-Page": "sign-in" });
  // 401: the session has ended by itself, which is what was wanted.
  if (answer?.ok || answer?.status === 401) {
    location.replace("/");
  } else if (answer !== null) {
    tell(`Signing out failed. Try again ${wait(answer)}.`);
  }
}

function show() {
  const input = byId("key");
  const isShown = input.type === "text";
  input.type = isShown ? "password" : "text";
  byId("show").setAttribute("aria-pressed", String(!isShown));
}

byId("sign-in")?.addEventListener("submit", signIn);
byId("key")?.addEventListener("input", () => byId("key").removeAttribute("aria-invalid"));
byId("show")?.addEventListener("click", show);
byId("sign-out")?.addEventListener("click", signOut);
const ends = byId("ends");
if (ends !== null) {
  ends.textContent = new Date(ends.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
