/** How a node is paid for, as it is shown; null: no label says so. */
export type PurchaseClass = string | null;

type Labels = Readonly<Record<string, string>>;

/**
 * Labels that tell how a node is paid for: one that a scrape configuration adds, and those of Karpenter and of the
 * managed clusters, as they are on nodes or as kube-state-metrics writes them.
 * @source https://karpenter.sh/docs/concepts/scheduling/
 * @source https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
const classLabels = [
  ...["purchase_class", "purchase", "capacity_type", "karpenter_sh_capacity_type", "eks_amazonaws_com_capacityType"],
  ...["label_karpenter_sh_capacity_type", "label_eks_amazonaws_com_capacity_type"],
] as const;

/** Labels that are "true" on spot nodes.
 *  @source https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms */
const spotLabels = [
  ...["cloud_google_com_gke_spot", "label_cloud_google_com_gke_spot"],
  ...["cloud_google_com_gke_preemptible", "label_cloud_google_com_gke_preemptible"],
] as const;

const written = new Map([
  ["spot", "spot"],
  ["preemptible", "spot"],
  ["on-demand", "on-demand"],
  ["ondemand", "on-demand"],
  ["reserved", "reserved"],
  ["capacity-block", "reserved"],
]);

/** The purchase class that the labels of a series or node tell; a class that is not known is shown as it is written. */
export const purchaseClassOf = (labels: Labels): PurchaseClass => {
  if (spotLabels.some((name) => labels[name] === "true")) return "spot";
  const found = classLabels.map((name) => labels[name]).find((value) => value !== undefined && value !== "");
  if (found === undefined) return null;
  return written.get(found.toLowerCase().replaceAll("_", "-")) ?? found;
};
