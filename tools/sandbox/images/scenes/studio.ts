import { type Canvas, range, round, type Scene, verticalGradient } from '../canvas';
import { mix } from '../colours';

interface Ball {
	readonly x: number;
	/** where it touches the floor */
	readonly foot: number;
	readonly radius: number;
	readonly colour: string;
}

const HORIZON = 0.42;

/** Glossy balls on a studio floor, lit from the upper left. */
export function studio(canvas: Canvas): Scene {
	const { width, height, palette } = canvas;
	const margin = Math.min(width, height) * 0.07;
	const wall = mix(palette.light, palette.glow, 0.25);
	const bend = mix(wall, palette.body, 0.12);
	const balls = arrange(canvas);
	const gradients = balls.map((ball, index) => skin(ball, index, canvas)).join('');
	const svg = `
<defs>
${verticalGradient('wall', [palette.light, wall, bend])}
${verticalGradient('floor', [bend, mix(bend, palette.body, 0.3), mix(bend, palette.body, 0.12)])}
<radialGradient id="shadow"><stop offset="0" stop-color="${palette.deep}" stop-opacity="0.65"/>
<stop offset="0.45" stop-color="${palette.deep}" stop-opacity="0.32"/>
<stop offset="1" stop-color="${palette.deep}" stop-opacity="0"/></radialGradient>
<radialGradient id="gleam"><stop offset="0" stop-color="#ffffff" stop-opacity="0.95"/>
<stop offset="1" stop-color="#ffffff" stop-opacity="0"/></radialGradient>
${gradients}
</defs>
<rect width="${width}" height="${round(height * HORIZON + 1)}" fill="url(#wall)"/>
<rect y="${round(height * HORIZON)}" width="${width}" height="${round(height * (1 - HORIZON))}" fill="url(#floor)"/>
${balls.map(shadow).join('')}${balls.map(body).join('')}`;
	return {
		svg,
		lettering: {
			box: { x: margin, y: margin, width: width - 2 * margin, height: height * 0.26 },
			colour: palette.deep,
			family: 'sans',
			weight: 700,
			align: 'top',
		},
	};
}

/** @returns balls from the back to the front, the near ones lower and larger, none inside another */
function arrange({ width, height, palette, chance }: Canvas): Ball[] {
	const colours = [
		palette.shade,
		palette.body,
		palette.glow,
		palette.accent,
		palette.body,
	] as const;
	const unit = Math.sqrt(width * height);
	const balls: Ball[] = [];
	for (const attempt of range(120)) {
		const nearness = chance.between(0, 1);
		const radius = unit * (0.04 + 0.085 * nearness) * chance.between(0.6, 1.25);
		const ball = {
			radius,
			x: chance.between(radius * 0.6, width - radius * 0.6),
			foot: height * (HORIZON + 0.12 + (1 - HORIZON - 0.16) * nearness),
			colour: colours[attempt % colours.length] ?? palette.body,
		};
		const free = balls.every(
			(other) =>
				Math.hypot(other.x - ball.x, (other.foot - other.radius - ball.foot + radius) * 1.1) >
				(other.radius + radius) * 0.94,
		);
		if (free && balls.length < 16) balls.push(ball);
	}
	return balls.sort((a, b) => a.foot - b.foot);
}

const skin = ({ colour }: Ball, index: number, { palette }: Canvas): string =>
	`<radialGradient id="ball${index}" cx="0.5" cy="0.5" r="0.56" fx="0.32" fy="0.26">
<stop offset="0" stop-color="${mix(colour, '#ffffff', 0.6)}"/>
<stop offset="0.35" stop-color="${colour}"/>
<stop offset="0.82" stop-color="${mix(colour, palette.deep, 0.6)}"/>
<stop offset="1" stop-color="${mix(colour, palette.deep, 0.35)}"/></radialGradient>`;

const shadow = ({ x, foot, radius }: Ball): string =>
	`<ellipse cx="${round(x + radius * 0.35)}" cy="${round(foot - radius * 0.04)}" rx="${round(radius * 1.35)}" ry="${round(radius * 0.34)}" fill="url(#shadow)"/>`;

const body = ({ x, foot, radius }: Ball, index: number): string =>
	`<circle cx="${round(x)}" cy="${round(foot - radius)}" r="${round(radius)}" fill="url(#ball${index})"/>` +
	`<ellipse cx="${round(x - radius * 0.34)}" cy="${round(foot - radius * 1.48)}" rx="${round(radius * 0.3)}" ry="${round(radius * 0.2)}" ` +
	`transform="rotate(-32 ${round(x - radius * 0.34)} ${round(foot - radius * 1.48)})" fill="url(#gleam)"/>`;
