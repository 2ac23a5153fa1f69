import { mix } from '../colors';
import { type Canvas, range, round, verticalGradient } from '../drawing';

const RANGES = 5;

/** Mountain ranges fading into haze, mirrored in a lake. @returns SVG elements */
export function mountains(canvas: Canvas): string {
	const { width, height, palette, chance } = canvas;
	const { deep, shade, body, glow, light, accent } = palette;
	const shore = round(height * 0.66);
	const sunX = round(width * chance.between(0.3, 0.7));
	const ranges = range(RANGES).map((index) => mountainRange(canvas, shore, index));
	return `<defs>
${verticalGradient('sky', mix(shade, deep, 0.3), mix(body, glow, 0.4), glow, light)}
${verticalGradient('water', mix(body, deep, 0.35), deep)}
<radialGradient id="sun"><stop offset="0" stop-color="${light}"/>
<stop offset="0.14" stop-color="${mix(light, accent, 0.35)}" stop-opacity="0.75"/>
<stop offset="1" stop-color="${glow}" stop-opacity="0"/></radialGradient>
<clipPath id="sight"><rect width="${width}" height="${shore}"/></clipPath>
<g id="view" clip-path="url(#sight)"><rect width="${width}" height="${shore}" fill="url(#sky)"/>
<circle cx="${sunX}" cy="${round(shore * 0.62)}" r="${round(height * 0.42)}" fill="url(#sun)"/>
${ranges.join('')}</g></defs>
<use href="#view"/><rect y="${shore}" width="${width}" height="${height - shore}" fill="url(#water)"/>
<use href="#view" opacity="0.42" transform="translate(0 ${round(shore * 1.72)}) scale(1 -0.72)"/>
${ripples(canvas, sunX, shore)}`;
}

/** @param index 0 is the farthest */
function mountainRange(canvas: Canvas, shore: number, index: number): string {
	const { width, height, palette, chance } = canvas;
	const nearness = index / (RANGES - 1);
	const relief = height * (0.26 - 0.12 * nearness);
	const base = height * (0.42 + 0.2 * nearness);
	let ridge = [
		{ x: 0, y: base + relief * chance.between(-0.4, 0.3) },
		{ x: width * chance.between(0.3, 0.7), y: base - relief * chance.between(0.2, 0.7) },
		{ x: width, y: base + relief * chance.between(-0.4, 0.3) },
	];
	// The line is broken again and again at the middle of each stretch, a little less each time.
	for (let swing = relief * 0.5; swing > 1.5; swing *= 0.52) {
		ridge = ridge.flatMap((point, at) => {
			const next = ridge[at + 1];
			if (!next) return [point];
			const x = point.x + (next.x - point.x) * chance.between(0.4, 0.6);
			return [point, { x, y: (point.y + next.y) / 2 + chance.between(-swing, swing) }];
		});
	}
	const rock = mix(mix(palette.glow, palette.body, 0.5), palette.deep, 0.25 + 0.7 * nearness);
	const haze = mix(rock, palette.light, 0.65 - 0.5 * nearness);
	const line = ridge.map(({ x, y }) => `L${round(x)} ${round(y)}`).join('');
	return (
		verticalGradient(`range${index}`, rock, mix(rock, haze, 0.35), haze) +
		`<path d="M0 ${shore}${line}V${shore}Z" fill="url(#range${index})"/>`
	);
}

function ripples({ width, height, palette, chance }: Canvas, sunX: number, shore: number): string {
	const ripple = (): string => {
		const depth = chance.between(0, 1) ** 1.6;
		const length = width * chance.between(0.02, 0.1) * (0.4 + depth);
		const spread = width * (0.08 + 0.5 * depth);
		const x = sunX + chance.between(-spread, spread) - length / 2;
		return (
			`<rect x="${round(x)}" y="${round(shore + depth * (height - shore))}" width="${round(length)}" ` +
			`height="${round(1 + 2.5 * depth)}" rx="1.5" opacity="${round(chance.between(0.08, 0.4))}"/>`
		);
	};
	return `<g fill="${palette.light}">${range(70).map(ripple).join('')}</g>`;
}
