import { useLocalStorage } from "@mantine/hooks";
import { IconChevronRight, IconSearch } from "@tabler/icons-react";
import { spotlight } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useId, type ReactElement } from "react";
import type { Currency } from "../../components/Currency";
import { Wordmark } from "../../components/Wordmark";
import { sessionQuery } from "../../features/session/queries";
import { groupsFor, isAt, paramsOf, type ListedPage, type PageGroup } from "./pages";
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
      <button
        type="button"
        className={styles.item}
        title="Find a page (Ctrl K)"
        aria-label="Find a page"
        onClick={spotlight.open}
      >
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <span className={styles.label}>Find …</span>
      </button>
      {groupsFor(session?.user.administrator === true, project).map((group) => (
        <Group key={group.title} group={group} project={project} />
      ))}
      <RailFoot rate={rate} onHelp={onHelp} />
    </nav>
  );
}

function Group({ group, project }: { group: PageGroup; project?: string }): ReactElement {
  const id = useId();
  const [unfolded, setUnfolded] = useLocalStorage({
    key: `stet-rail-${group.title}`,
    defaultValue: group.folded !== true,
  });
  const holdsCurrent = useRouterState({
    select: ({ matches }) => group.pages.some((page) => isAt(page, matches.at(-1)?.fullPath ?? "")),
  });
  const open = unfolded || holdsCurrent;
  return (
    <section className={styles.group} aria-label={group.title}>
      <button
        type="button"
        className={styles.heading}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setUnfolded(!open)}
      >
        <span className={styles.label}>{group.title}</span>
        <IconChevronRight className={styles.caret} size={12} aria-hidden />
      </button>
      <div id={id} className={styles.pages} hidden={!open}>
        {group.pages.map((page) => (
          <Item key={page.label} page={page} project={project} />
        ))}
      </div>
    </section>
  );
}

function Item({ page, project }: { page: ListedPage; project?: string }): ReactElement {
  const { icon: Icon, label, to, exact = false } = page;
  return (
    <Link
      to={to}
      params={paramsOf(page, project)}
      className={styles.item}
      activeOptions={{ exact, includeSearch: false }}
      aria-label={label}
    >
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={styles.label}>{label}</span>
    </Link>
  );
}
