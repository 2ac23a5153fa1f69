import { type Canvas, range, round, type Scene, verticalGradient, wave } from '../canvas';
import { mix } from '../colours';

const LAYERS = 6;

/** Rolling hills in flat colours, under a large sun. */
export function hills(canvas: Canvas): Scene {
	const { width, height, palette } = canvas;
	const layers = range(LAYERS).map((layer) => hill(canvas, layer));
	const margin = Math.min(width, height) * 0.07;
	const svg = `
<defs>
${verticalGradient('sky', [mix(palette.body, palette.glow, 0.35), palette.glow, palette.light])}
<radialGradient id="halo"><stop offset="0.35" stop-color="${palette.light}" stop-opacity="0.85"/>
<stop offset="0.6" stop-color="${palette.light}" stop-opacity="0.3"/>
<stop offset="1" stop-color="${palette.light}" stop-opacity="0"/></radialGradient>
</defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
${sun(canvas)}${birds(canvas)}${layers.join('')}`;
	return {
		svg,
		lettering: {
			box: {
				x: margin,
				y: height * 0.74,
				width: width - 2 * margin,
				height: height * 0.26 - margin * 0.8,
			},
			colour: palette.light,
			family: 'serif',
			weight: 700,
			align: 'bottom',
		},
	};
}

function sun({ width, height, palette, chance }: Canvas): string {
	const radius = Math.min(width, height) * chance.between(0.11, 0.17);
	const x = round(width * chance.between(0.25, 0.75));
	const y = round(height * chance.between(0.22, 0.38));
	return (
		`<circle cx="${x}" cy="${y}" r="${round(radius * 3)}" fill="url(#halo)"/>` +
		`<circle cx="${x}" cy="${y}" r="${round(radius)}" fill="${palette.accent}"/>`
	);
}

function birds({ width, height, palette, chance }: Canvas): string {
	const flock = { x: width * chance.between(0.15, 0.7), y: height * chance.between(0.1, 0.2) };
	return range(chance.whole(4, 8))
		.map(() => {
			const size = Math.min(width, height) * chance.between(0.012, 0.022);
			const x = round(flock.x + chance.between(0, width * 0.2));
			const y = round(flock.y + chance.between(0, height * 0.08));
			const [half, whole] = [round(size), round(2 * size)];
			return (
				`<path d="M${x} ${y}q${round(half / 2)} ${-half} ${half} 0q${round(half / 2)} ${-half} ${half} 0" ` +
				`fill="none" stroke="${palette.shade}" stroke-width="${round(whole / 8)}" stroke-linecap="round"/>`
			);
		})
		.join('');
}

/** @param layer 0 is the farthest, and the palest */
function hill({ width, height, palette, chance }: Canvas, layer: number): string {
	const depth = layer / (LAYERS - 1);
	const base = height * (0.46 + 0.3 * depth);
	const swing = height * (0.035 + 0.03 * depth);
	const crests = range(chance.whole(4, 6));
	const step = width / (crests.length - 1);
	const ridge = crests.map((crest) => ({
		x: crest * step + (crest % (crests.length - 1) ? chance.between(-step, step) * 0.2 : 0),
		y: base + (crest % 2 ? swing : -swing) * chance.between(0.4, 1.2),
	}));
	const colour =
		depth < 0.5
			? mix(mix(palette.glow, palette.light, 0.25), palette.body, depth * 2)
			: mix(palette.body, palette.deep, depth * 2 - 1);
	const trees = layer === 2 || layer === 3 ? ridge.slice(1, -1).map((top) => grove(top)) : [];
	return `${trees.join('')}<path d="${wave(ridge)}V${height}H0Z" fill="${colour}"/>`;

	function grove(top: { x: number; y: number }): string {
		return range(chance.whole(2, 6))
			.map(() => {
				const size = height * chance.between(0.03, 0.07) * (0.6 + depth);
				const x = round(top.x + chance.between(-step, step) * 0.22);
				const foot = round(top.y + height * 0.03);
				const half = round(size * 0.24);
				return `<path d="M${x - half} ${foot}L${x} ${round(foot - size)}L${x + half} ${foot}Z" fill="${mix(colour, palette.deep, 0.25)}"/>`;
			})
			.join('');
	}
}
