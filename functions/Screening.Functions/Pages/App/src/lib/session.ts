// Who is signed in: the server writes it into the page, so that no request is needed for it.

export type Role =
  | "screener" | "reviewer" | "policy-editor" | "policy-approver" | "list-editor" | "list-approver" | "auditor" | "admin";

export interface Session {
  name: string;
  roles: Role[];
  /** When the session ends by itself. */
  ends: Date;
}

function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="screening-${name}"]`)?.content ?? "";
}

export const session: Session = {
  name: meta("user"),
  roles: meta("roles").split(" ").filter((role) => role !== "") as Role[],
  ends: new Date(meta("ends")),
};

const access = new Set(meta("access").split(" "));

/** What the roles allow, by the access table of the service. It decides what is shown; the service decides what is allowed. */
export const may = {
  screen: access.has("Screen"),
  readRecords: access.has("ReadRecords"),
};
