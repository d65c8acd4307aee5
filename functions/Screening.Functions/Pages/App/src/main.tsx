import { render } from "preact";
import { App } from "./app";
import { Routing } from "./lib/router";
import { applyTheme, chosenTheme } from "./lib/theme";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/forms.css";
import "./styles/check.css";
import "./styles/answer.css";
import "./styles/print.css";

applyTheme(chosenTheme());
render(<Routing><App /></Routing>, document.getElementById("app")!);
