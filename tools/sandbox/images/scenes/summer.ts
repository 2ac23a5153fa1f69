import { mix } from '../colors';
import { type Canvas, range, round, verticalGradient } from '../drawing';

/** A summer sky: towering clouds, a sunburst, a pole with wires, drifting petals. @returns SVG elements */
export function summer(canvas: Canvas): string {
	const { width, height, palette } = canvas;
	const sky = verticalGradient(
		'sky',
		palette.shade,
		palette.body,
		mix(palette.glow, palette.light, 0.4),
	);
	return (
		`<defs>${sky}</defs><rect width="${width}" height="${height}" fill="url(#sky)"/>` +
		sunburst(canvas) +
		clouds(canvas) +
		meadow(canvas) +
		pole(canvas) +
		petals(canvas)
	);
}

const disc = (x: number, y: number, radius: number, attributes = ''): string =>
	`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes}/>`;

function sunburst({ width, height, palette, chance }: Canvas): string {
	const [x, y] = [width * chance.between(0.6, 0.85), height * chance.between(0.12, 0.24)];
	const [reach, radius] = [Math.hypot(width, height), Math.min(width, height) * 0.075];
	const corner = (turn: number): string =>
		`${round(x + reach * Math.cos(turn))} ${round(y + reach * Math.sin(turn))}`;
	const rays = range(18).map((ray) => {
		const turn = (ray * Math.PI) / 9;
		return `M${round(x)} ${round(y)}L${corner(turn)}L${corner(turn + Math.PI / 18)}Z`;
	});
	return (
		`<path d="${rays.join('')}" fill="${palette.light}" opacity="0.13"/>` +
		disc(x, y, radius * 1.5, `fill="${palette.light}" opacity="0.35"`) +
		disc(x, y, radius, `fill="${palette.accent}"`)
	);
}

/** Heaps of puffs, each heap in shade first and then, shifted to the light, bright. */
function clouds({ width, height, palette: { body, glow, light }, chance }: Canvas): string {
	const unit = Math.min(width, height);
	const count = 3 + Math.round(width / height);
	const heaps = range(count).map((heap) => {
		const middle = (width * (heap + chance.between(0.2, 0.8))) / count;
		const foot = height * chance.between(0.55, 0.64);
		const stature = height * chance.between(0.12, 0.36);
		const puffs = range(26).map(() => {
			const rise = chance.between(0, 1) ** 1.4;
			const reach = unit * 0.26 * (1 - rise * 0.75);
			return {
				x: middle + chance.between(-reach, reach),
				y: foot - rise * stature,
				radius: unit * chance.between(0.035, 0.085) * (1.1 - rise * 0.45),
			};
		});
		const layer = (color: string, shift: number, shrink: number): string =>
			`<g fill="${color}">${puffs.map(({ x, y, radius }) => disc(x + shift, y - shift, radius * shrink)).join('')}</g>`;
		return (
			layer(mix(glow, body, 0.35), 0, 1) +
			layer(mix(light, glow, 0.3), unit * 0.009, 0.95) +
			layer(mix(light, '#ffffff', 0.5), unit * 0.0234, 0.84)
		);
	});
	return heaps.join('');
}

function meadow({ width, height, palette, chance }: Canvas): string {
	const band = (top: number, color: string): string => {
		const [first = 0, ...crests] = range(4).map(() =>
			round(height * (top + chance.between(-0.025, 0.025))),
		);
		const step = round(width / 6);
		const curve = crests.map(
			(y, index) => `S${(2 * index + 1) * step} ${y} ${(2 * index + 2) * step} ${y}`,
		);
		return `<path d="M0 ${first}${curve.join('')}H${width}V${height}H0Z" fill="${color}"/>`;
	};
	return (
		band(0.62, mix(palette.body, palette.accent, 0.35)) +
		band(0.68, mix(palette.shade, palette.accent, 0.2)) +
		band(0.76, mix(palette.shade, palette.deep, 0.5))
	);
}

function pole({ width, height, palette: { deep }, chance }: Canvas): string {
	const [x, unit] = [round(width * chance.between(0.12, 0.3)), Math.min(width, height) * 0.01];
	const [top, foot] = [height * 0.2, height * 0.74];
	const beam = (across: number, drop: number, length: number, thickness: number): string =>
		`<rect x="${round(x - across)}" y="${round(top + drop)}" width="${round(length)}" height="${round(thickness)}"/>`;
	const wires = range(3).map((wire) => {
		const y = top + unit * (4 + 3.5 * wire);
		const sag = round(y + height * (0.08 + 0.02 * wire));
		return (
			`M0 ${round(y - unit * 6)}Q${x / 2} ${round(y + unit * 3)} ${x} ${round(y)}` +
			`Q${(x + width) / 2} ${sag} ${width} ${round(y - unit * 8)}`
		);
	});
	const beams = [4, 7.5].map((drop) => beam(unit * 7, unit * drop, unit * 14, unit * 0.9));
	return (
		`<path d="${wires.join('')}" fill="none" stroke="${deep}" stroke-width="${round(unit * 0.32)}"/>` +
		`<g fill="${deep}">${beam(unit * 0.9, 0, unit * 1.8, foot - top)}${beams.join('')}</g>`
	);
}

function petals({ width, height, palette: { light, accent }, chance }: Canvas): string {
	const petal = (): string => {
		const [x, y] = [chance.between(0, width), chance.between(0, height * 0.7)];
		const size = Math.min(width, height) * chance.between(0.006, 0.016);
		return (
			`<ellipse rx="${round(size)}" ry="${round(size * 0.55)}" fill="${mix(light, accent, chance.between(0, 0.6))}" ` +
			`transform="translate(${round(x)} ${round(y)}) rotate(${chance.whole(0, 180)})"/>`
		);
	};
	return range(26).map(petal).join('');
}
