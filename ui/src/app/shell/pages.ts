import {
  IconAlertTriangle,
  IconChecks,
  IconClipboardCheck,
  IconCircleX,
  IconCoin,
  IconDatabase,
  IconEyeOff,
  IconFlask,
  IconGauge,
  IconHistory,
  IconHome2,
  IconKey,
  IconLayoutDashboard,
  IconListDetails,
  IconMapPin,
  IconMessage2Code,
  IconMessages,
  IconPackageExport,
  IconPlugConnected,
  IconPlayerPlay,
  IconRocket,
  IconServer2,
  IconShieldCheck,
  IconStack2,
  IconTable,
  IconTagOff,
  IconThumbUp,
  IconTool,
  IconUserQuestion,
  IconUsers,
  IconWebhook,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";

/** A page that the rail and the command palette lead to. */
export interface ListedPage {
  label: string;
  icon: typeof IconKey;
  to: NonNullable<LinkProps["to"]>;
  /** Only administrators see it. */
  administrator?: boolean;
  exact?: boolean;
}

export interface PageGroup {
  title: string;
  pages: ListedPage[];
  /** Folded away until somebody unfolds it. */
  folded?: boolean;
}

const p = "/projects/$project";

export const groups: PageGroup[] = [
  {
    title: "Observe",
    pages: [
      { label: "Home", icon: IconHome2, to: p, exact: true },
      { label: "Traces", icon: IconListDetails, to: `${p}/traces` },
      { label: "Sessions", icon: IconMessages, to: `${p}/sessions` },
      { label: "End users", icon: IconUserQuestion, to: `${p}/end-users` },
      { label: "Errors", icon: IconAlertTriangle, to: `${p}/errors` },
      { label: "Scores", icon: IconThumbUp, to: `${p}/scores` },
      { label: "Dashboards", icon: IconLayoutDashboard, to: `${p}/dashboards` },
      { label: "Markers", icon: IconMapPin, to: `${p}/markers` },
    ],
  },
  {
    title: "Build",
    pages: [
      { label: "Prompts", icon: IconMessage2Code, to: `${p}/prompts` },
      { label: "Playground", icon: IconFlask, to: `${p}/playground` },
      { label: "Tools", icon: IconTool, to: `${p}/tools` },
      { label: "Policies", icon: IconShieldCheck, to: `${p}/policies` },
      { label: "Datasets", icon: IconTable, to: `${p}/datasets` },
      { label: "Evaluators", icon: IconGauge, to: `${p}/evaluators` },
      { label: "Suites", icon: IconClipboardCheck, to: `${p}/suites` },
      { label: "Runs", icon: IconPlayerPlay, to: `${p}/runs` },
    ],
  },
  {
    title: "Deploy",
    pages: [
      { label: "Apps", icon: IconRocket, to: `${p}/apps` },
      { label: "Environments", icon: IconServer2, to: `${p}/environments` },
      { label: "Approvals", icon: IconChecks, to: `${p}/approvals` },
    ],
  },
  {
    title: "Data",
    folded: true,
    pages: [
      { label: "Unmapped", icon: IconTagOff, to: `${p}/unmapped` },
      { label: "Rejected", icon: IconCircleX, to: `${p}/rejected` },
      { label: "Storage", icon: IconDatabase, to: `${p}/storage` },
      { label: "Masking", icon: IconEyeOff, to: `${p}/masking` },
      { label: "Exports", icon: IconPackageExport, to: `${p}/exports`, administrator: true },
    ],
  },
  {
    title: "Settings",
    folded: true,
    pages: [
      { label: "Keys", icon: IconKey, to: `${p}/keys` },
      { label: "Webhooks", icon: IconWebhook, to: `${p}/webhooks`, administrator: true },
      { label: "Projects", icon: IconStack2, to: "/projects", exact: true },
      { label: "Providers", icon: IconPlugConnected, to: "/providers", administrator: true },
      { label: "Prices", icon: IconCoin, to: "/prices", administrator: true },
      { label: "People", icon: IconUsers, to: "/people", administrator: true },
      { label: "Audit", icon: IconHistory, to: "/audit", administrator: true },
    ],
  },
];

const isOfProject = ({ to }: ListedPage): boolean => to.startsWith(p);

/** The groups with the pages that somebody sees: those of a project only inside one, some only administrators. */
export const groupsFor = (administrator: boolean, project: string | undefined): PageGroup[] =>
  groups
    .map(({ pages, ...group }) => ({
      ...group,
      pages: pages.filter(
        (page) => (administrator || !page.administrator) && (project !== undefined || !isOfProject(page)),
      ),
    }))
    .filter(({ pages }) => pages.length > 0);

export const paramsOf = (page: ListedPage, project: string | undefined): { project?: string } =>
  isOfProject(page) ? { project } : {};

/** Whether a route is this page or lies below it. */
export const isAt = ({ to, exact }: ListedPage, route: string): boolean =>
  route === to || (exact !== true && route.startsWith(`${to}/`));
