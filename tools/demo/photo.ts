import sharp from 'sharp';

/** Of the photo and its mask: the size that the API paints at for 3:2, so nothing is scaled. */
const [WIDTH_PX, HEIGHT_PX] = [1248, 832];

/** What a photo of the demo is painted in. */
export interface PhotoColours {
	readonly wall: string;
	readonly leather: string;
	readonly accent: string;
}

export const YELLOW: PhotoColours = { wall: '#f4c95d', leather: '#2a6468', accent: '#c8553d' };
export const PINK: PhotoColours = { wall: '#f2a7b5', leather: '#7a2f45', accent: '#2f7f86' };

const BODY = '<rect x="274" y="268" width="700" height="370" rx="58"';
const LEATHER = '<rect x="274" y="368" width="700" height="190"';
const LENS = '<circle cx="624" cy="462"';
const BANNER = '<rect x="204" y="36" width="840" height="168" rx="40"';

/**
 * Draws what stands in for a product photo: a camera before a plain wall.
 *
 * @returns a PNG file
 */
export const drawPhoto = async (colours: PhotoColours): Promise<Buffer> =>
	await drawing(`<rect width="100%" height="100%" fill="${colours.wall}"/>${camera(colours)}`);

/**
 * Draws the mask that goes with every photo: black above the camera, where there is room for a
 * banner, and white where all is to stay.
 *
 * @returns a PNG file
 */
export const drawMask = async (): Promise<Buffer> =>
	await drawing(`<rect width="100%" height="100%" fill="#fff"/>${BANNER} fill="#000"/>`);

const drawing = async (shapes: string): Promise<Buffer> =>
	await sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${HEIGHT_PX}">${shapes}</svg>`,
		),
	)
		.removeAlpha()
		.png()
		.toBuffer();

const gradient = (id: string, direction: string, ...colours: string[]): string => {
	const stops = colours.map((colour, index) => {
		const offset = index / Math.max(1, colours.length - 1);
		return `<stop offset="${offset}" stop-color="${colour}"/>`;
	});
	return `<linearGradient id="${id}" ${direction}>${stops.join('')}</linearGradient>`;
};

const DOWN = 'x1="0" y1="0" x2="0" y2="1"';
const ACROSS = 'x1="0" y1="0" x2="1" y2="0"';
const ASLANT = 'x1="0" y1="0" x2="1" y2="1"';

const camera = ({ leather, accent }: PhotoColours): string => `
	<defs>
		${gradient('metal', DOWN, '#fdfcf8', '#e4e0d6', '#b9b4a8')}
		${gradient('edge', DOWN, '#cfcabd', '#938d80')}
		${gradient('shade', DOWN, '#ffffff00', '#00000040')}
		${gradient('knob', ACROSS, '#8d877a', '#f1eee6', '#a39d90', '#6d675c')}
		${gradient('ring', ASLANT, '#f7f5ef', '#8f897d', '#dcd8cd')}
		${gradient('barrel', ASLANT, '#4a4d55', '#16181d')}
		<radialGradient id="glass" cx="0.38" cy="0.34" r="0.75">
			<stop offset="0" stop-color="#7fb7d9"/>
			<stop offset="0.35" stop-color="#2b4f8c"/>
			<stop offset="0.75" stop-color="#1a1640"/>
			<stop offset="1" stop-color="#0b0a1c"/>
		</radialGradient>
		<clipPath id="body">${BODY}/></clipPath>
		<pattern id="grain" width="14" height="14" patternUnits="userSpaceOnUse">
			<circle cx="4" cy="4" r="2.2" fill="#000" opacity="0.28"/>
			<circle cx="11" cy="11" r="2.2" fill="#fff" opacity="0.16"/>
		</pattern>
	</defs>
	<g transform="translate(0 70)">
	<rect x="330" y="232" width="104" height="44" rx="10" fill="url(#knob)"/>
	<rect x="346" y="214" width="72" height="26" rx="8" fill="url(#knob)"/>
	<rect x="470" y="248" width="62" height="26" rx="6" fill="${accent}"/>
	<rect x="806" y="228" width="118" height="48" rx="12" fill="url(#knob)"/>
	<path d="M520 276L548 186Q554 168 574 168H674Q694 168 700 186L728 276Z" fill="url(#metal)"/>
	<path d="M568 196H680L694 258H554Z" fill="#23262d"/>
	<path d="M568 196H616L590 258H554Z" fill="#56606e"/>
	${BODY} fill="url(#metal)"/>
	<g clip-path="url(#body)">
		<rect x="274" y="558" width="700" height="80" fill="url(#edge)"/>
		${LEATHER} fill="${leather}"/>
		${LEATHER} fill="url(#grain)"/>
		${LEATHER} fill="url(#shade)"/>
		<rect x="274" y="362" width="700" height="7" fill="#8f897d"/>
		<rect x="274" y="557" width="700" height="7" fill="#f7f5ef"/>
	</g>
	<rect x="318" y="296" width="96" height="46" rx="10" fill="#23262d"/>
	<rect x="326" y="304" width="40" height="30" rx="6" fill="#7fb7d9"/>
	<circle cx="868" cy="318" r="17" fill="${accent}"/>
	<circle cx="863" cy="313" r="5" fill="#fff" opacity="0.5"/>
	${LENS} r="196" fill="url(#ring)"/>
	${LENS} r="182" fill="url(#barrel)"/>
	${LENS} r="150" fill="none" stroke="#6d717b" stroke-width="3" stroke-dasharray="4 15"/>
	${LENS} r="132" fill="#0d0e12"/>
	${LENS} r="118" fill="url(#glass)"/>
	${LENS} r="60" fill="none" stroke="#5b6fb8" stroke-width="3" opacity="0.55"/>
	<ellipse cx="582" cy="414" rx="40" ry="25" fill="#fff" opacity="0.75" transform="rotate(-38 582 414)"/>
	<circle cx="674" cy="520" r="13" fill="#b58cff" opacity="0.6"/>
	<path d="M274 340V250Q274 236 262 236" fill="none" stroke="#6d675c" stroke-width="12" stroke-linecap="round"/>
	<path d="M974 340V250Q974 236 986 236" fill="none" stroke="#6d675c" stroke-width="12" stroke-linecap="round"/>
	</g>`;
