import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconFileText, IconListDetails, IconSearch, IconStack2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { namedQuery, type Artifact } from "../../api/artifacts";
import { projectsQuery } from "../../features/projects/queries";
import { sessionQuery } from "../../features/session/queries";
import { groupsFor, paramsOf } from "./pages";

/** Finds pages, projects and traces by what is typed; opens with Ctrl K. */
export function Palette({ project }: { project?: string }): ReactElement {
  const { data: session } = useQuery(sessionQuery);
  const { data: projects = [] } = useQuery(projectsQuery);
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const words = query.trim();
  const { data: artifacts = [] } = useQuery({
    ...namedQuery(project ?? "", words),
    enabled: project !== undefined && words.length > 1,
  });
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
    ...(project !== undefined && words.length > 1 ? [found(artifacts, project)] : []),
    ...(project !== undefined && words !== "" ? [searching(project)] : []),
  ];

  function found(items: Artifact[], inProject: string): SpotlightActionGroupData {
    return {
      group: "Prompts and tools",
      actions: items.flatMap(({ id, kind, name, description }) =>
        kind === "prompt" || kind === "tool"
          ? [
              {
                id,
                label: name,
                description: description ?? undefined,
                keywords: words,
                leftSection: <IconFileText size={16} stroke={1.7} />,
                onClick: () =>
                  void navigate({
                    to: `/projects/$project/${kind}s/$name`,
                    params: { project: inProject, name },
                  }),
              },
            ]
          : [],
      ),
    };
  }

  function searching(inProject: string): SpotlightActionGroupData {
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
        placeholder: "Find a page, a prompt, a project, a trace …",
        "aria-label": "Find a page, a prompt, a project, a trace",
      }}
    />
  );
}
