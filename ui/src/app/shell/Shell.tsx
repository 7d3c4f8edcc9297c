import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { CurrencyContext } from "../../components/Currency";
import { useShortcuts } from "../../components/shortcuts";
import { displayRateQuery } from "../../features/prices/queries";
import { KeyboardHelp } from "./KeyboardHelp";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";
import { useNews } from "./useNews";
import { useProject } from "./useProject";

export function Shell(): ReactElement {
  const project = useProject();
  const { data: rate } = useQuery({
    ...displayRateQuery(project ?? ""),
    enabled: project !== undefined,
    select: ({ rate: shown }) => shown,
  });
  useNews(project);
  const navigate = useNavigate();
  const [helping, setHelping] = useState(false);
  const inProject = (to: "/projects/$project" | "/projects/$project/traces" | "/projects/$project/keys") =>
    project === undefined ? undefined : () => void navigate({ to, params: { project } });
  useShortcuts({
    "?": () => setHelping(true),
    "g h": inProject("/projects/$project"),
    "g t": inProject("/projects/$project/traces"),
    "g k": inProject("/projects/$project/keys"),
    "g p": () => void navigate({ to: "/providers" }),
  });
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <Rail project={project} rate={rate} onHelp={() => setHelping(true)} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <CurrencyContext value={rate}>
          <Outlet />
        </CurrencyContext>
      </main>
      <Palette project={project} />
      {helping && <KeyboardHelp onClose={() => setHelping(false)} />}
    </div>
  );
}
