import { type Canvas, range, round, type Scene, verticalGradient, wave } from '../canvas';
import { mix } from '../colours';

/** A summer sky in cel shading: towering clouds, a sunburst, a pole with wires, drifting petals. */
export function summer(canvas: Canvas): Scene {
	const { width, height, palette } = canvas;
	const margin = Math.min(width, height) * 0.06;
	const svg = `
<defs>${verticalGradient('sky', [palette.shade, palette.body, mix(palette.glow, palette.light, 0.4)])}</defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
${sunburst(canvas)}${clouds(canvas)}${meadow(canvas)}${pole(canvas)}${petals(canvas)}`;
	return {
		svg,
		lettering: {
			box: {
				x: margin,
				y: height * 0.72,
				width: width - 2 * margin,
				height: height * 0.28 - margin,
			},
			colour: '#ffffff',
			family: 'sans',
			weight: 700,
			align: 'bottom',
			outline: palette.deep,
		},
	};
}

function sunburst({ width, height, palette, chance }: Canvas): string {
	const [x, y] = [width * chance.between(0.6, 0.85), height * chance.between(0.12, 0.24)];
	const reach = Math.hypot(width, height);
	const rays = range(18).map((ray) => {
		const [from, to] = [(ray * Math.PI) / 9, (ray * Math.PI) / 9 + Math.PI / 18];
		const corner = (angle: number): string =>
			`${round(x + reach * Math.cos(angle))} ${round(y + reach * Math.sin(angle))}`;
		return `M${round(x)} ${round(y)}L${corner(from)}L${corner(to)}Z`;
	});
	const radius = Math.min(width, height) * 0.075;
	return (
		`<path d="${rays.join('')}" fill="${palette.light}" opacity="0.13"/>` +
		`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius * 1.5)}" fill="${palette.light}" opacity="0.35"/>` +
		`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${palette.accent}"/>`
	);
}

/** Heaps of puffs, each heap once in shade and once, shifted to the light, bright. */
function clouds({ width, height, palette, chance }: Canvas): string {
	const unit = Math.min(width, height);
	return range(3 + Math.round(width / height))
		.map((heap, _index, heaps) => {
			const middle = (width * (heap + chance.between(0.2, 0.8))) / heaps.length;
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
			const shift = unit * 0.018;
			const layer = (colour: string, dx: number, shrink: number): string =>
				`<g fill="${colour}">${puffs
					.map(
						({ x, y, radius }) =>
							`<circle cx="${round(x + dx)}" cy="${round(y - dx)}" r="${round(radius * shrink)}"/>`,
					)
					.join('')}</g>`;
			return (
				layer(mix(palette.glow, palette.body, 0.35), 0, 1) +
				layer(mix(palette.light, palette.glow, 0.3), shift * 0.5, 0.95) +
				layer(mix(palette.light, '#ffffff', 0.5), shift * 1.3, 0.84)
			);
		})
		.join('');
}

function meadow({ width, height, palette, chance }: Canvas): string {
	const bands = [
		{ top: 0.62, colour: mix(palette.body, palette.accent, 0.35) },
		{ top: 0.68, colour: mix(palette.shade, palette.accent, 0.2) },
		{ top: 0.76, colour: mix(palette.shade, palette.deep, 0.5) },
	];
	return bands
		.map(({ top, colour }) => {
			const crest = range(4).map((index) => ({
				x: (index * width) / 3,
				y: height * (top + chance.between(-0.025, 0.025)),
			}));
			return `<path d="${wave(crest)}V${height}H0Z" fill="${colour}"/>`;
		})
		.join('');
}

function pole({ width, height, palette, chance }: Canvas): string {
	const x = width * chance.between(0.12, 0.3);
	const unit = Math.min(width, height) * 0.01;
	const [top, foot] = [height * 0.2, height * 0.74];
	const wires = range(3).map((wire) => {
		const y = top + unit * (4 + 3.5 * wire);
		const sag = height * (0.08 + 0.02 * wire);
		return (
			`M0 ${round(y - unit * 6)}Q${round(x / 2)} ${round(y + unit * 3)} ${round(x)} ${round(y)}` +
			`Q${round((x + width) / 2)} ${round(y + sag)} ${width} ${round(y - unit * 8)}`
		);
	});
	const arms = [4, 7.5].map(
		(drop) =>
			`<rect x="${round(x - unit * 7)}" y="${round(top + unit * drop)}" width="${round(unit * 14)}" height="${round(unit * 0.9)}"/>`,
	);
	return (
		`<g fill="${palette.deep}"><path d="${wires.join('')}" fill="none" stroke="${palette.deep}" stroke-width="${round(unit * 0.32)}"/>` +
		`<rect x="${round(x - unit * 0.9)}" y="${round(top)}" width="${round(unit * 1.8)}" height="${round(foot - top)}"/>${arms.join('')}</g>`
	);
}

function petals({ width, height, palette, chance }: Canvas): string {
	const unit = Math.min(width, height);
	return range(26)
		.map(() => {
			const [x, y] = [chance.between(0, width), chance.between(0, height * 0.7)];
			const size = unit * chance.between(0.006, 0.016);
			return (
				`<ellipse rx="${round(size)}" ry="${round(size * 0.55)}" fill="${mix(palette.light, palette.accent, chance.between(0, 0.6))}" ` +
				`transform="translate(${round(x)} ${round(y)}) rotate(${chance.whole(0, 180)})"/>`
			);
		})
		.join('');
}
