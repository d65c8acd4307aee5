import { Link } from "./lib/router";
import { may, session } from "./lib/session";
import { Icon, type IconName } from "./parts/icons";
import { shellText } from "./text";
import { roleText } from "./text/shell";

const words = shellText.start;

/** The first page: what can be done here, and what this user may do. */
export function StartPage() {
  return (
    <>
      <div class="page-head"><h1>{words.title}</h1></div>
      <div class="choices">
        {may.screen && <Choice to="check" icon="check" {...words.check} />}
        {may.readRecords && <Choice to="decisions" icon="document" {...words.decisions} />}
        <Choice to="status" icon="status" {...words.status} />
        <a class="choice" href="/reference/" id="reference"><Icon name="code" /><strong>{words.reference.title}</strong><span>{words.reference.text}</span></a>
      </div>
      <section class="card" aria-labelledby="roles">
        <h2 id="roles">{words.roles}</h2>
        <dl class="roles">{session.roles.map((role) => <div key={role}><dt>{role}</dt><dd>{roleText[role]}</dd></div>)}</dl>
      </section>
    </>
  );
}

function Choice({ to, icon, title, text }: { to: string; icon: IconName; title: string; text: string }) {
  return <Link class="choice" to={to}><Icon name={icon} /><strong>{title}</strong><span>{text}</span></Link>;
}
