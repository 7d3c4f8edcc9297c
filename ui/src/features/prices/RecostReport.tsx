import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Recost, RecostReport as Report } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { count } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Money } from "../../components/Money";

type Group = Report["groups"][number];
type Sample = Report["samples"][number];

const model = ({ provider, model: name }: Group | Sample): string => `${provider ?? "–"} / ${name ?? "–"}`;

const groups: ListColumn<Group>[] = [
  { title: "Model", cell: (it) => (it.others ? "all others" : model(it)) },
  { title: "Price before", cell: ({ priceVersionBefore }) => priceVersionBefore ?? "none" },
  { title: "Price after", wide: true, cell: ({ priceVersionAfter }) => priceVersionAfter ?? "none" },
  { title: "Calls", numeric: true, cell: ({ calls }) => count(calls) },
  { title: "Change", numeric: true, cell: ({ changed }) => count(changed) },
  { title: "Cost before", numeric: true, cell: ({ costBeforeUsd }) => <Money usd={costBeforeUsd} /> },
  { title: "Cost after", numeric: true, cell: ({ costAfterUsd }) => <Money usd={costAfterUsd} /> },
];

/** What a recost changes, by model and price, with calls to look at. */
export function RecostReport({ project, recost }: { project: string; recost: Recost }): ReactElement {
  const { report, problem } = recost;
  const samples: ListColumn<Sample>[] = [
    {
      title: "Call",
      wide: true,
      cell: (it) => (
        <Link
          to="/projects/$project/traces/$traceId"
          params={{ project, traceId: it.traceId }}
          search={{ span: it.spanId }}
        >
          {it.traceId}
        </Link>
      ),
    },
    { title: "Model", cell: model },
    { title: "Cost before", numeric: true, cell: ({ costBeforeUsd }) => <Money usd={costBeforeUsd} /> },
    {
      title: "Cost after",
      numeric: true,
      cell: ({ costAfterUsd, unknownBecause }) => <Money usd={costAfterUsd} because={unknownBecause} />,
    },
  ];
  return (
    <>
      {problem != null && <p>{problem}</p>}
      <Facts label="Report">
        <Fact name="Looked at">{count(report.calls)} calls</Fact>
        <Fact name="Change">{count(report.changed)}</Fact>
        <Fact name="Become known">{count(report.becameKnown)}</Fact>
        <Fact name="Become unknown">{count(report.becameUnknown)}</Fact>
        <Fact name="Still unknown">{count(report.unknown)}</Fact>
        <Fact name="Reported, kept">{count(report.reportedKept)}</Fact>
        <Fact name="Cost before">
          <Money usd={report.costBeforeUsd} />
        </Fact>
        <Fact name="Cost after">
          <Money usd={report.costAfterUsd} />
        </Fact>
      </Facts>
      {report.groups.length > 0 && (
        <ListTable
          label="By model and price"
          columns={groups}
          rows={report.groups}
          keyOf={(it) =>
            [it.provider, it.model, it.priceVersionBefore, it.priceVersionAfter, it.others].join("|")
          }
        />
      )}
      {report.samples.length > 0 && (
        <ListTable
          label="Some calls that change"
          columns={samples}
          rows={report.samples}
          keyOf={({ traceId, spanId }) => `${traceId} ${spanId}`}
        />
      )}
    </>
  );
}
