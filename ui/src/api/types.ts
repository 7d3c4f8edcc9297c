import type { components } from "./schema";

/** What the server answers, as its own description says; `schema.d.ts` is written from `openapi.json` by `npm run api`. */
type Schemas = components["schemas"];

export type Project = Schemas["Project"];
export type Session = Schemas["SignedIn"];
export type Key = Schemas["ApiKey"];
export type CreatedKey = Schemas["NewKey"];

export type Provider = Schemas["Listed"];
export type Dialect = Provider["dialect"];
export type ProviderTest = Schemas["Probe"];

export type ListedPrice = Schemas["ListedPrice"];
export type Price = ListedPrice["price"];
export type PriceList = Schemas["PriceList"];
export type PriceChanges = Schemas["PriceChanges"];
export type PricePreview = Schemas["PricePreview"];
export type PriceFile = Schemas["PriceFile"];
export type ImportedPrices = Schemas["ImportedPrices"];
export type UnpricedModels = Schemas["UnpricedModels"];
export type Recost = Schemas["Recost"];
export type RecostList = Schemas["RecostList"];
export type ShownRate = Schemas["ShownRate"];
export type RecostReport = Schemas["RecostReport"];

export type ImportReport = Schemas["ImportReport"];
export type ImportedItem = Schemas["ImportedItem"];
export type ImportTally = Schemas["ImportTally"];

export type Person = Schemas["Member"];
export type NewPerson = Schemas["NewMember"];
export type AuditEntry = Schemas["AuditEntry"];
export type AuditPage = Schemas["AuditPage"];

export type Rollup = Schemas["Rollup"];
export type Rollups = Schemas["Rollups"];
export type ErrorGroup = Schemas["ErrorGroup"];
export type ErrorGroups = Schemas["ErrorGroups"];

export type TraceRow = Schemas["TraceRow"];
export type TraceStatus = TraceRow["status"];
export type TracePage = Schemas["TracePage"];
export type TraceMatch = Schemas["Match"];
export type TraceCount = Schemas["TraceCount"];
export type TraceFacets = Schemas["Facets"];
export type Facet = Schemas["Facet"];
export type Activity = Schemas["Activity"];
export type TraceDetail = Schemas["TraceDetail"];
export type CallLink = Schemas["CallLink"];
export type SpanDetail = Schemas["SpanDetail"];
export type SpanKind = SpanDetail["kind"];
export type Usage = Schemas["TokenCounts"];

export type MaskingRule = Schemas["MaskingRule"];
export type SavedMasking = Schemas["SavedMasking"];
export type TriedMasking = Schemas["TriedMasking"];
export type Rejected = Schemas["Rejected"];
export type RejectedDetail = Schemas["RejectedDetail"];
export type Replayed = Schemas["Replayed"];
export type Exporting = Schemas["Exporting"];
export type ExportSchedule = Schemas["ExportSchedule"];
export type WantedExports = Schemas["WantedExports"];
export type ExportTest = Schemas["ExportTest"];

export type Marker = Schemas["Marker"];
export type NewMarker = Schemas["NewMarker"];

export type UnmappedAttribute = Schemas["UnmappedAttribute"];

export type System = Schemas["SystemStatus"];

export type Score = Schemas["ScoreDetail"];

export type Retention = Schemas["RetentionDetail"];
export type RetentionChange = Schemas["RetentionChange"];
export type Storage = Schemas["StorageDetail"];
export type ProjectStorage = Schemas["ProjectHeld"];
export type NewDeletion = Schemas["NewDeletion"];
export type DeletionCounts = Schemas["DeletionCounts"];
export type Deletion = Schemas["DeletionDetail"];

export type Webhook = Schemas["WebhookDetail"];
export type WebhookList = Schemas["WebhookList"];
export type WantedWebhook = Schemas["WantedWebhook"];
export type NewWebhook = Schemas["NewWebhook"];
export type Delivery = Schemas["WebhookDelivery"];
export type DeliveryPage = Schemas["DeliveryPage"];
export type DeliveryDetail = Schemas["DeliveryDetail"];
export type ReplayedFailed = Schemas["ReplayedFailed"];

export type Run = Schemas["RunDetail"];
export type RunItem = Schemas["RunItemDetail"];
export type ItemScore = Schemas["ItemScore"];

export type Dataset = Schemas["Dataset"];
export type DatasetList = Schemas["DatasetList"];
export type DatasetDescription = Schemas["DatasetDescription"];
export type NewDataset = Schemas["NewDataset"];
export type DatasetVersion = Schemas["DatasetVersion"];
export type DatasetVersionList = Schemas["DatasetVersionList"];
export type DatasetEdit = Schemas["DatasetEdit"];
export type DatasetSaving = Schemas["DatasetSaving"];
export type DatasetCase = Schemas["DatasetCase"];
export type CaseList = Schemas["CaseList"];
export type CaseDifferenceList = Schemas["CaseDifferenceList"];
export type CasesTaken = Schemas["CasesTaken"];
export type TracesToTake = Schemas["TracesToTake"];
