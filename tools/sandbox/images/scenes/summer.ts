import { mix } from '../colors';
import { type Canvas, range, round, verticalGradient } from '../drawing';

/** A summer sky: towering clouds, a sunburst, a pole with wires, drifting petals. @returns SVG elements */
export function summer(canvas: Canvas): string {
	const { width, height, palette } = canvas;
	const { shade, body, glow, light } = palette;
	const sky = verticalGradient('sky', shade, body, mix(glow, light, 0.4));
	const scene = [sunburst, clouds, meadow, pole, petals].map((part) => part(canvas));
	return `<defs>${sky}</defs><rect width="${width}" height="${height}" fill="url(#sky)"/>${scene.join('')}`;
}

const disc = (x: number, y: number, radius: number, attributes = ''): string =>
	`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes}/>`;

function sunburst({ width, height, palette: { light, accent }, chance }: Canvas): string {
	const [x, y] = [width * chance.between(0.6, 0.85), height * chance.between(0.12, 0.24)];
	const [reach, radius] = [Math.hypot(width, height), Math.min(width, height) * 0.075];
	const corner = (turn: number): string =>
		`L${round(x + reach * Math.cos(turn))} ${round(y + reach * Math.sin(turn))}`;
	const rays = range(18).map((ray) => {
		const turn = (ray * Math.PI) / 9;
		return `M${round(x)} ${round(y)}${corner(turn)}${corner(turn + Math.PI / 18)}Z`;
	});
	const halo = disc(x, y, radius * 1.5, `fill="${light}" opacity="0.35"`);
	const sun = disc(x, y, radius, `fill="${accent}"`);
	return `<path d="${rays.join('')}" fill="${light}" opacity="0.13"/>${halo}${sun}`;
}

/** Heaps of puffs, each heap in shade first and then, shifted to the light, bright. */
function clouds({ width, height, palette: { body, glow, light }, chance }: Canvas): string {
	const unit = Math.min(width, height);
	const count = 3 + Math.round(width / height);
	const heap = (index: number): string => {
		const middle = (width * (index + chance.between(0.2, 0.8))) / count;
		const [foot, stature] = [chance.between(0.55, 0.64), chance.between(0.12, 0.36)];
		const puffs = range(26).map(() => {
			const rise = chance.between(0, 1) ** 1.4;
			const reach = unit * 0.26 * (1 - rise * 0.75);
			const radius = unit * chance.between(0.035, 0.085) * (1.1 - rise * 0.45);
			return [
				middle + chance.between(-reach, reach),
				height * (foot - rise * stature),
				radius,
			] as const;
		});
		const layer = (color: string, shift: number, shrink: number): string => {
			const discs = puffs.map(([x, y, radius]) => disc(x + shift, y - shift, radius * shrink));
			return `<g fill="${color}">${discs.join('')}</g>`;
		};
		const [shadow, middling] = [mix(glow, body, 0.35), mix(light, glow, 0.3)];
		const bright = layer(mix(light, '#ffffff', 0.5), unit * 0.0234, 0.84);
		return layer(shadow, 0, 1) + layer(middling, unit * 0.009, 0.95) + bright;
	};
	return range(count).map(heap).join('');
}

function meadow({ width, height, palette, chance }: Canvas): string {
	const { deep, shade, body, accent } = palette;
	const step = round(width / 6);
	const band = (top: number, color: string): string => {
		const heights = range(4).map(() => round(height * (top + chance.between(-0.025, 0.025))));
		const [first, ...crests] = heights;
		const waves = crests.map((y, at) => `S${(2 * at + 1) * step} ${y} ${(2 * at + 2) * step} ${y}`);
		return `<path d="M0 ${first}${waves.join('')}H${width}V${height}H0Z" fill="${color}"/>`;
	};
	const [far, near] = [band(0.62, mix(body, accent, 0.35)), band(0.68, mix(shade, accent, 0.2))];
	return far + near + band(0.76, mix(shade, deep, 0.5));
}

function pole({ width, height, palette: { deep }, chance }: Canvas): string {
	const [x, unit] = [round(width * chance.between(0.12, 0.3)), Math.min(width, height) * 0.01];
	const top = height * 0.2;
	const beam = (across: number, drop: number, length: number, thickness: number): string =>
		`M${round(x - across)} ${round(top + drop)}h${round(length)}v${round(thickness)}h${-round(length)}Z`;
	const wires = range(3).map((wire) => {
		const y = top + unit * (4 + 3.5 * wire);
		const sag = round(y + height * (0.08 + 0.02 * wire));
		const left = `M0 ${round(y - unit * 6)}Q${x / 2} ${round(y + unit * 3)} ${x} ${round(y)}`;
		return `${left}Q${(x + width) / 2} ${sag} ${width} ${round(y - unit * 8)}`;
	});
	const arms = [4, 7.5].map((drop) => beam(unit * 7, unit * drop, unit * 14, unit * 0.9));
	const wood = beam(unit * 0.9, 0, unit * 1.8, height * 0.54) + arms.join('');
	const wire = `fill="none" stroke="${deep}" stroke-width="${round(unit * 0.32)}"`;
	return `<path d="${wires.join('')}" ${wire}/><path d="${wood}" fill="${deep}"/>`;
}

function petals({ width, height, palette: { light, accent }, chance }: Canvas): string {
	const petal = (): string => {
		const [x, y] = [round(chance.between(0, width)), round(chance.between(0, height * 0.7))];
		const size = Math.min(width, height) * chance.between(0.006, 0.016);
		const color = mix(light, accent, chance.between(0, 0.6));
		const place = `transform="translate(${x} ${y}) rotate(${chance.whole(0, 180)})"`;
		return `<ellipse rx="${round(size)}" ry="${round(size * 0.55)}" fill="${color}" ${place}/>`;
	};
	return range(26).map(petal).join('');
}
