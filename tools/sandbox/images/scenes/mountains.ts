import {
	type Canvas,
	type Point,
	polyline,
	range,
	round,
	type Scene,
	verticalGradient,
} from '../canvas';
import { mix } from '../colours';

const RANGES = 5;
const SHORE = 0.66;

/** Mountain ranges fading into haze, mirrored in a lake. */
export function mountains(canvas: Canvas): Scene {
	const { width, height, palette, chance } = canvas;
	const shore = height * SHORE;
	const margin = Math.min(width, height) * 0.07;
	const zenith = mix(palette.shade, palette.deep, 0.3);
	const sunX = round(width * chance.between(0.3, 0.7));
	const ranges = range(RANGES).map((index) => mountainRange(canvas, index));
	const shades = ranges.map(({ gradient }) => gradient).join('');
	const view = `<rect width="${width}" height="${round(shore)}" fill="url(#sky)"/>
<circle cx="${sunX}" cy="${round(shore * 0.62)}" r="${round(height * 0.42)}" fill="url(#sun)"/>
${ranges.map(({ path }) => path).join('')}`;
	const svg = `
<defs>
${verticalGradient('sky', [zenith, mix(palette.body, palette.glow, 0.4), palette.glow, palette.light])}
${verticalGradient('water', [mix(palette.body, palette.deep, 0.35), palette.deep])}
<radialGradient id="sun"><stop offset="0" stop-color="${palette.light}"/>
<stop offset="0.14" stop-color="${mix(palette.light, palette.accent, 0.35)}" stop-opacity="0.75"/>
<stop offset="1" stop-color="${palette.glow}" stop-opacity="0"/></radialGradient>
${shades}
<clipPath id="sight"><rect width="${width}" height="${round(shore)}"/></clipPath>
<g id="view" clip-path="url(#sight)">${view}</g>
</defs>
<use href="#view"/>
<rect y="${round(shore)}" width="${width}" height="${round(height - shore)}" fill="url(#water)"/>
<use href="#view" opacity="0.42" transform="translate(0 ${round(shore * 1.72)}) scale(1 -0.72)"/>
${ripples(canvas, sunX, shore)}`;
	return {
		svg,
		lettering: {
			box: {
				x: margin,
				y: height * 0.76,
				width: width - 2 * margin,
				height: height * 0.24 - margin * 0.8,
			},
			colour: palette.light,
			family: 'serif',
			weight: 400,
			align: 'bottom',
			outline: mix(palette.deep, '#000000', 0.3),
		},
	};
}

/** @param index 0 is the farthest */
function mountainRange(canvas: Canvas, index: number): { gradient: string; path: string } {
	const { width, height, palette, chance } = canvas;
	const nearness = index / (RANGES - 1);
	const relief = height * (0.26 - 0.12 * nearness);
	const base = height * (0.42 + 0.2 * nearness);
	const ridge = roughen(
		[
			{ x: 0, y: base + relief * chance.between(-0.4, 0.3) },
			{ x: width * chance.between(0.3, 0.7), y: base - relief * chance.between(0.2, 0.7) },
			{ x: width, y: base + relief * chance.between(-0.4, 0.3) },
		],
		relief,
		canvas,
	);
	const rock = mix(mix(palette.glow, palette.body, 0.5), palette.deep, 0.25 + 0.7 * nearness);
	const haze = mix(rock, palette.light, 0.65 - 0.5 * nearness);
	const id = `range${index}`;
	return {
		gradient: verticalGradient(id, [rock, mix(rock, haze, 0.35), haze]),
		path: `<path d="${polyline(ridge)}V${round(height * SHORE)}H0Z" fill="url(#${id})"/>`,
	};
}

/** Breaks a line again and again at the middle of each stretch, a little less each time. */
function roughen(line: readonly Point[], relief: number, { chance }: Canvas): readonly Point[] {
	let points = line;
	for (let swing = relief * 0.5; swing > 1.5; swing *= 0.52) {
		points = points.flatMap((point, index) => {
			const next = points[index + 1];
			if (!next) return [point];
			const middle = {
				x: point.x + (next.x - point.x) * chance.between(0.4, 0.6),
				y: (point.y + next.y) / 2 + chance.between(-swing, swing),
			};
			return [point, middle];
		});
	}
	return points;
}

function ripples({ width, height, palette, chance }: Canvas, sunX: number, shore: number): string {
	return range(70)
		.map(() => {
			const depth = chance.between(0, 1) ** 1.6;
			const y = round(shore + depth * (height - shore));
			const length = width * chance.between(0.02, 0.1) * (0.4 + depth);
			const spread = width * (0.08 + 0.5 * depth);
			const x = sunX + chance.between(-spread, spread) - length / 2;
			return (
				`<rect x="${round(x)}" y="${y}" width="${round(length)}" height="${round(1 + 2.5 * depth)}" rx="1.5" ` +
				`fill="${palette.light}" opacity="${round(chance.between(0.08, 0.4))}"/>`
			);
		})
		.join('');
}
