/** Where a plan was stored. */
export interface StoredPlan {
  readonly bucket: string;
  readonly key: string;
  readonly revision: number;
}

/** "loadline_plans/lab, revision 3" */
export const storedText = ({ bucket, key, revision }: StoredPlan): string => `${bucket}/${key}, revision ${revision}`;
