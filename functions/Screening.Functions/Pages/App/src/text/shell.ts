import type { Role } from "../lib/session";

export const shellText = {
  product: "Export-control screening",
  skip: "Skip to the content",
  menu: "Pages",
  pages: { start: "Start", check: "Check", answer: "Answer", decisions: "Decisions", status: "Status" },
  reference: "API reference",
  signOut: "Sign out",
  signOutFailed: "Signing out failed. Try again.",
  until: (time: string) => `until ${time}`,
  theme: { label: "Colours", system: "As the system", light: "Light", dark: "Dark" },
  scope: "Checked here: missile-technology reasons, embargoes, parties, military and missile end use.",
  scopeNot: "Other reasons for control are not checked. A person decides on the export.",
  notFound: { title: "There is no such page", text: "The address may be mistyped, or the page has moved.", back: "Back to the start" },
  loading: "Loading …",
  retry: "Try again",
  start: {
    title: "What do you want to do?",
    check: { title: "Check a shipment", text: "Describe what goes where, to whom and for what. The answer says what to do next, and why." },
    decisions: { title: "Find a decision", text: "By reference, order, list entry, result or date. Open it, and see whether it would be decided the same today." },
    status: { title: "See the state of the service", text: "Lists and their age, rules in force, and anything that needs attention." },
    reference: { title: "Use the API", text: "Every operation with its schemas and examples, to be tried in the browser." },
    roles: "What you may do here",
  },
  offline: "You are offline. What you have typed stays here; answers need a connection.",
  forbidden: { title: "Your role does not allow this", text: "An administrator of this service gives roles." },
};

export const roleText: Record<Role, string> = {
  screener: "Asks for decisions and reads them.",
  reviewer: "Asks for decisions, reads them, and rules on matches.",
  "policy-editor": "Writes and proposes policies, country sets, the control list and registries.",
  "policy-approver": "Approves or rejects what a policy editor proposes.",
  "list-editor": "Imports watchlists.",
  "list-approver": "Approves or rejects imports that remove or change entries.",
  auditor: "Reads everything, verifies and exports records, changes nothing.",
  admin: "Manages keys, and erases personal fields without reading them.",
};

export const failureText = {
  offline: { title: "The service cannot be reached", text: "Check the connection and try again. Nothing was lost." },
  signedOut: { title: "Your session has ended", text: "Sign in again to go on. What you have typed stays in this tab.", link: "Sign in" },
  invalid: (count: number) => (count === 1 ? "One field needs a correction" : `${count} fields need a correction`),
  invalidText: "Nothing was decided. Each link leads to its field.",
  elsewhere: "of the request",
  tooMany: "Too many requests",
  unavailable: "The service cannot answer at the moment",
  internal: "Something went wrong on the server",
  notFound: "There is no such record, or you may not read it",
  forbidden: "Your role does not allow this",
  other: "The request was refused",
  wait: (seconds: number) => `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  correlation: (id: string) => `The logs have it under ${id}.`,
};
