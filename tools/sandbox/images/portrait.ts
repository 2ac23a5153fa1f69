import sharp from 'sharp';
import { chanceOf } from '../chance';
import { range, round } from './canvas';
import { mix } from './colours';
import { PALETTES } from './palettes';

const SIDE_PX = 768;

export const PORTRAIT_SIZE = { width: SIDE_PX, height: SIDE_PX };

/**
 * Paints a potted plant before a plain backdrop: an image whose background can be removed.
 *
 * @param name makes the plant, the same one each time
 * @returns a PNG file
 */
export function paintPortrait(name: string): Promise<Buffer> {
	const chance = chanceOf('portrait', name);
	const { deep, shade, body, glow, accent } = chance.pick(PALETTE_CHOICES);
	const [middle, rim] = [SIDE_PX / 2, SIDE_PX * 0.62];
	const count = 2 * chance.whole(3, 5) + 1;
	const leaves = range(count).map((index) => {
		const turn = round(-78 + (156 * index) / (count - 1) + chance.between(-5, 5));
		const length = round(SIDE_PX * (0.42 - Math.abs(turn) * 0.0012) * chance.between(0.85, 1.1));
		const half = round(length * chance.between(0.13, 0.18));
		const blade = `Q${half} ${-length / 2} 0 ${-length}Q${-half} ${-length / 2} 0 0`;
		const colour = mix(shade, body, chance.between(0, 0.8));
		return (
			`<g transform="translate(${middle} ${rim}) rotate(${turn})"><path d="M0 0${blade}Z" fill="${colour}"/>` +
			`<path d="M0 0V${round(-length * 0.9)}" stroke="${mix(colour, deep, 0.4)}" stroke-width="3"/></g>`
		);
	});
	const pot =
		`<path d="M${middle - 120} ${rim}H${middle + 120}L${middle + 88} ${SIDE_PX * 0.9}H${middle - 88}Z" fill="${accent}"/>` +
		`<path d="M${middle + 30} ${rim}H${middle + 120}L${middle + 88} ${SIDE_PX * 0.9}H${middle + 20}Z" fill="${mix(accent, deep, 0.22)}"/>` +
		`<rect x="${middle - 134}" y="${rim - 10}" width="268" height="46" rx="8" fill="${mix(accent, deep, 0.1)}"/>` +
		`<circle cx="${middle - 60}" cy="${rim + 13}" r="7" fill="${glow}"/>`;
	return sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE_PX}" height="${SIDE_PX}">` +
				`<rect width="${SIDE_PX}" height="${SIDE_PX}" fill="#f2f4f6"/>${leaves.join('')}${pot}</svg>`,
		),
	)
		.removeAlpha()
		.png()
		.toBuffer();
}

const PALETTE_CHOICES = [
	PALETTES.JUNGLE,
	PALETTES.EMBER,
	PALETTES.ULTRAMARINE,
	PALETTES.MOSAIC,
] as const;
