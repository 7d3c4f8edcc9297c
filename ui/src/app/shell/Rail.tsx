import {
  IconAlertTriangle,
  IconEyeOff,
  IconHistory,
  IconCircleX,
  IconDatabase,
  IconCoin,
  IconHome2,
  IconKey,
  IconLayoutDashboard,
  IconListDetails,
  IconMessages,
  IconPackageExport,
  IconPlugConnected,
  IconStack2,
  IconTagOff,
  IconThumbUp,
  IconUserQuestion,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Currency } from "../../components/Currency";
import { Wordmark } from "../../components/Wordmark";
import { sessionQuery } from "../../features/session/queries";
import { ProjectSwitch } from "./ProjectSwitch";
import styles from "./Rail.module.css";
import { RailFoot } from "./RailFoot";

interface RailProps {
  project?: string;
  /** The other currency that costs are shown in. */
  rate?: Currency;
  onHelp: () => void;
}

export function Rail({ project, rate, onHelp }: RailProps): ReactElement {
  const { data: session } = useQuery(sessionQuery);
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
          <Item icon={IconMessages} label="Sessions" to="/projects/$project/sessions" params={{ project }} />
          <Item
            icon={IconUserQuestion}
            label="End users"
            to="/projects/$project/end-users"
            params={{ project }}
          />
          <Item icon={IconAlertTriangle} label="Errors" to="/projects/$project/errors" params={{ project }} />
          <Item icon={IconThumbUp} label="Scores" to="/projects/$project/scores" params={{ project }} />
          <Item icon={IconTagOff} label="Unmapped" to="/projects/$project/unmapped" params={{ project }} />
          <Item icon={IconCircleX} label="Rejected" to="/projects/$project/rejected" params={{ project }} />
          <Item icon={IconDatabase} label="Storage" to="/projects/$project/storage" params={{ project }} />
          <Item icon={IconEyeOff} label="Masking" to="/projects/$project/masking" params={{ project }} />
          {session?.user.administrator && (
            <Item
              icon={IconPackageExport}
              label="Exports"
              to="/projects/$project/exports"
              params={{ project }}
            />
          )}
          <Item icon={IconKey} label="Keys" to="/projects/$project/keys" params={{ project }} />
        </>
      )}
      <hr className={styles.rule} />
      <Item icon={IconStack2} label="Projects" to="/projects" exact />
      {session?.user.administrator && (
        <>
          <Item icon={IconPlugConnected} label="Providers" to="/providers" />
          <Item icon={IconCoin} label="Prices" to="/prices" />
          <Item icon={IconUsers} label="People" to="/people" />
          <Item icon={IconHistory} label="Audit" to="/audit" />
        </>
      )}
      <RailFoot rate={rate} onHelp={onHelp} />
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
