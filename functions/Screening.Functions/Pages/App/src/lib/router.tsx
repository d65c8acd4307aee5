import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

// Real addresses under /app/. A link is a link: it can be opened in another tab, and works with the keyboard.

const base = "/app";

interface Place {
  /** The path below /app, without a slash at its end: "" is the start. */
  path: string;
  query: URLSearchParams;
}

interface Router extends Place {
  go: (path: string, replace?: boolean) => void;
}

const Context = createContext<Router>({ path: "", query: new URLSearchParams(), go: () => undefined });

function here(): Place {
  return {
    path: location.pathname.replace(/^\/app\/?/, "").replace(/\/+$/, ""),
    query: new URLSearchParams(location.search),
  };
}

export function addressOf(path: string): string {
  return path === "" ? `${base}/` : `${base}/${path}`;
}

export function Routing({ children }: { children: ComponentChildren }) {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const follow = () => setPlace(here());
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const go = (path: string, replace = false) => {
    if (replace) {
      history.replaceState(null, "", addressOf(path));
    } else {
      history.pushState(null, "", addressOf(path));
      scrollTo(0, 0);
    }
    setPlace(here());
  };
  return <Context.Provider value={{ ...place, go }}>{children}</Context.Provider>;
}

export function useRouter(): Router {
  return useContext(Context);
}

interface LinkProps {
  to: string;
  class?: string;
  "aria-current"?: "page" | undefined;
  children: ComponentChildren;
}

export function Link({ to, children, ...rest }: LinkProps) {
  const { go } = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(to);
    }
  };
  return <a {...rest} href={addressOf(to)} onClick={follow}>{children}</a>;
}
