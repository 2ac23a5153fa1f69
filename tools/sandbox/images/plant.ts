import sharp from 'sharp';
import { chanceOf } from '../chance';
import { mix, PALETTES } from './colors';
import { range, round, svgFile } from './drawing';

export const PLANT_SIZE = { width: 768, height: 768 };

/** Paints a potted plant before a plain backdrop, the same one for the same name. @returns a PNG file */
export async function paintPlant(name: string): Promise<Buffer> {
	const chance = chanceOf('plant', name);
	const { deep, shade, body, accent } = chance.pick([
		PALETTES.JUNGLE,
		PALETTES.EMBER,
		PALETTES.MOSAIC,
	]);
	const count = 2 * chance.whole(3, 5) + 1;
	const leaves = range(count).map((index) => {
		const turn = round(-78 + (156 * index) / (count - 1) + chance.between(-5, 5));
		const length = round((320 - Math.abs(turn)) * chance.between(0.85, 1.1));
		const half = round(length * chance.between(0.13, 0.18));
		const color = mix(shade, body, chance.between(0, 0.8));
		return (
			`<g transform="translate(384 476) rotate(${turn})" fill="${color}" stroke="${mix(color, deep, 0.4)}">` +
			`<path stroke="none" d="M0 0Q${half} ${-length / 2} 0 ${-length}Q${-half} ${-length / 2} 0 0Z"/>` +
			`<path stroke-width="3" d="M0 0V${round(-length * 0.9)}"/></g>`
		);
	});
	const pot =
		`<path d="M264 476H504L472 690H296Z" fill="${accent}"/>` +
		`<path d="M414 476H504L472 690H404Z" fill="${mix(accent, deep, 0.22)}"/>` +
		`<rect x="250" y="466" width="268" height="46" rx="8" fill="${mix(accent, deep, 0.1)}"/>`;
	const wall = '<rect width="768" height="768" fill="#f2f4f6"/>';
	return await sharp(svgFile(PLANT_SIZE, wall + leaves.join('') + pot))
		.removeAlpha()
		.png()
		.toBuffer();
}
