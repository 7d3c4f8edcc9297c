import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconListDetails, IconSearch, IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { projectsQuery } from "../../features/projects/queries";
import { sessionQuery } from "../../features/session/queries";
import { groupsFor, paramsOf } from "./pages";

/** Finds pages, projects and traces by what is typed; opens with Ctrl K. */
export function Palette({ project }: { project?: string }): ReactElement {
  const { data: session } = useQuery(sessionQuery);
  const { data: projects = [] } = useQuery(projectsQuery);
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const actions: SpotlightActionGroupData[] = [
    ...groupsFor(session?.user.administrator === true, project).map(({ title, pages }) => ({
      group: title,
      actions: pages.map((page) => ({
        id: page.label,
        label: page.label,
        leftSection: <page.icon size={16} stroke={1.7} />,
        onClick: () => void navigate({ to: page.to, params: paramsOf(page, project) }),
      })),
    })),
    {
      group: "Projects",
      actions: projects
        .filter(({ name }) => name !== project)
        .map(({ name, title }) => ({
          id: `project ${name}`,
          label: name,
          description: title === name ? undefined : title,
          leftSection: <IconStack2 size={16} stroke={1.7} />,
          onClick: () => void navigate({ to: "/projects/$project", params: { project: name } }),
        })),
    },
    ...(project !== undefined && query.trim() !== "" ? [searching(query.trim(), project)] : []),
  ];

  function searching(words: string, inProject: string): SpotlightActionGroupData {
    const isId = /^[0-9a-f]{32}$/i.test(words);
    return {
      group: "Traces",
      actions: [
        {
          id: "traces",
          label: isId ? `Open the trace ${words}` : `Traces with “${words}”`,
          keywords: words,
          leftSection: <IconListDetails size={16} stroke={1.7} />,
          onClick: () =>
            void (isId
              ? navigate({
                  to: "/projects/$project/traces/$traceId",
                  params: { project: inProject, traceId: words.toLowerCase() },
                })
              : navigate({
                  to: "/projects/$project/traces",
                  params: { project: inProject },
                  search: { q: words },
                })),
        },
      ],
    };
  }

  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight={420}
      nothingFound="Nothing is called so"
      searchProps={{
        leftSection: <IconSearch size={16} stroke={1.7} />,
        placeholder: "Find a page, a project, a trace …",
        "aria-label": "Find a page, a project, a trace",
      }}
    />
  );
}
