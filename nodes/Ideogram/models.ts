/** A model of the Ideogram API: all that the nodes Ideogram V2 and Ideogram Turbo differ by. */
export interface IdeogramModel {
	/** The value of `model` in requests. */
	readonly id: string;
	/** Where its endpoints are, below the Base URL. The page's own "Base URL" for Ideogram is used by none of its samples. */
	readonly path: string;
}

export const V2: IdeogramModel = { id: 'V_2', path: 'ideogramV_2/v1' };
export const V2_TURBO: IdeogramModel = { id: 'V_2_TURBO', path: 'ideogramV_2_Turbo/v1' };
