import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { AnswerPage } from "./answer/page";
import { call } from "./api/client";
import { CheckPage } from "./check/page";
import { DecisionsPage } from "./decisions/page";
import { atTime } from "./lib/format";
import { Link, useRouter } from "./lib/router";
import { may, session } from "./lib/session";
import { forgetAll } from "./lib/store";
import { chooseTheme, chosenTheme, type Theme } from "./lib/theme";
import { Icon, type IconName } from "./parts/icons";
import { useOnline } from "./parts/notices";
import { StartPage } from "./start";
import { StatusPage } from "./status/page";
import { shellText } from "./text";

interface Page {
  title: string;
  body: ComponentChildren;
}

function pageOf(path: string): Page {
  const [name, ...rest] = path.split("/");
  const titles = shellText.pages;
  switch (name) {
    case "": return { title: titles.start, body: <StartPage /> };
    case "check": return rest.length > 0 ? missing : { title: titles.check, body: may.screen ? <CheckPage /> : <Forbidden /> };
    case "answer": return rest.length !== 1 ? missing : { title: titles.answer, body: <AnswerPage id={rest[0]!} /> };
    case "decisions": return rest.length > 0 ? missing : { title: titles.decisions, body: may.readRecords ? <DecisionsPage /> : <Forbidden /> };
    case "status": return rest.length > 0 ? missing : { title: titles.status, body: <StatusPage /> };
    default: return missing;
  }
}

const missing: Page = {
  title: shellText.notFound.title,
  body: <div class="page-head"><h1>{shellText.notFound.title}</h1><p class="lead">{shellText.notFound.text}</p><Link class="button" to="">{shellText.notFound.back}</Link></div>,
};

function Forbidden() {
  return <div class="page-head"><h1>{shellText.forbidden.title}</h1><p class="lead">{shellText.forbidden.text}</p></div>;
}

const links: { to: string; name: string; icon: IconName; isShown: boolean }[] = [
  { to: "check", name: shellText.pages.check, icon: "check", isShown: may.screen },
  { to: "decisions", name: shellText.pages.decisions, icon: "document", isShown: may.readRecords },
  { to: "status", name: shellText.pages.status, icon: "status", isShown: true },
];

export function App() {
  const { path } = useRouter();
  const page = pageOf(path);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const isOnline = useOnline();
  useEffect(() => {
    document.title = `${page.title} · ${shellText.product}`;
    // A new page is read from its beginning; the first one keeps the focus that the browser gave it.
    if (!isFirst.current) {
      main.current?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [path]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{shellText.skip}</a>
      <header class="top no-print">
        <Link class="brand" to=""><img src="/assets/icon.svg" alt="" width="28" height="28" /><span>{shellText.product}</span></Link>
        <nav aria-label={shellText.menu}>
          {links.filter((link) => link.isShown).map((link) => (
            <Link key={link.to} to={link.to} aria-current={path.split("/")[0] === link.to ? "page" : undefined}><Icon name={link.icon} />{link.name}</Link>
          ))}
        </nav>
        <Account />
      </header>
      {!isOnline && <div class="offline no-print" role="status">{shellText.offline}</div>}
      <main id="main" tabIndex={-1} ref={main}>{page.body}</main>
      <footer class="no-print"><p>{shellText.scope} {shellText.scopeNot}</p><p><a href="/reference/">{shellText.reference}</a></p></footer>
    </>
  );
}

function Account() {
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  const [said, setSaid] = useState("");
  const signOut = async () => {
    const result = await call("post", "/api/v1/sessions/end");
    if (result.ok || result.failure.kind === "signed-out") {
      forgetAll();
      location.replace("/");
    } else {
      setSaid(shellText.signOutFailed);
    }
  };
  return (
    <div class="account">
      <span class="who"><strong>{session.name}</strong><span>{shellText.until(atTime(session.ends))}</span></span>
      <label class="theme"><span class="unseen">{shellText.theme.label}</span>
        <select value={theme} onChange={(event) => {
          const chosen = event.currentTarget.value as Theme;
          setTheme(chosen);
          chooseTheme(chosen);
        }}>
          <option value="system">{shellText.theme.system}</option>
          <option value="light">{shellText.theme.light}</option>
          <option value="dark">{shellText.theme.dark}</option>
        </select>
      </label>
      <button type="button" class="quiet" onClick={() => void signOut()}>{shellText.signOut}</button>
      <span role="status">{said}</span>
    </div>
  );
}
