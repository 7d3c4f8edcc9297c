import {
  IconHome2,
  IconKey,
  IconLayoutDashboard,
  IconListDetails,
  IconPlugConnected,
  IconStack2,
  IconTagOff,
} from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Wordmark } from "../../components/Wordmark";
import { ProjectSwitch } from "./ProjectSwitch";
import styles from "./Rail.module.css";
import { RailFoot } from "./RailFoot";

export function Rail({ project, onHelp }: { project?: string; onHelp: () => void }): ReactElement {
  return (
    <nav className={styles.rail} aria-label="Pages">
      <Link to="/" className={styles.mark} aria-label="stet, home">
        <Wordmark size={23} />
      </Link>
      <ProjectSwitch project={project} />
      {project !== undefined && (
        <>
          <Item icon={IconHome2} label="Home" to="/projects/$project" params={{ project }} exact />
          <Item icon={IconListDetails} label="Traces" to="/projects/$project/traces" params={{ project }} />
          <Item
            icon={IconLayoutDashboard}
            label="Dashboards"
            to="/projects/$project/dashboards"
            params={{ project }}
          />
          <Item icon={IconTagOff} label="Unmapped" to="/projects/$project/unmapped" params={{ project }} />
          <Item icon={IconKey} label="Keys" to="/projects/$project/keys" params={{ project }} />
        </>
      )}
      <hr className={styles.rule} />
      <Item icon={IconPlugConnected} label="Providers" to="/providers" />
      <Item icon={IconStack2} label="Projects" to="/projects" exact />
      <RailFoot onHelp={onHelp} />
    </nav>
  );
}

interface ItemProps {
  icon: typeof IconKey;
  label: string;
  exact?: boolean;
}

function Item({ icon: Icon, label, exact = false, ...link }: ItemProps & LinkProps): ReactElement {
  return (
    <Link
      {...link}
      className={styles.item}
      activeOptions={{ exact, includeSearch: false }}
      aria-label={label}
    >
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={styles.label}>{label}</span>
    </Link>
  );
}
