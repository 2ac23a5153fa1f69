import { UserError } from 'n8n-workflow';
import type { Cell, Row } from './contactSheet/sheet';
import type { Inputs } from './inputs';
import type { Outcomes } from './runSteps';
import { SHOP_PROMPT } from './steps';

/** What the contact sheet shows of the steps. @throws UserError if one of them has not run */
export function rowsOf({ photo, otherPhoto, mask }: Inputs, outcomes: Outcomes): Row[] {
	const cell = (title: string, name: string, inset?: Buffer): Cell => {
		const outcome = outcomes.get(name);
		if (!outcome) throw new UserError(`Nothing of ${name} to show`);
		const { step, json, picture } = outcome;
		const content = picture ? { picture: picture.content } : { words: `${json.description}` };
		return { ...content, inset, title, caption: step.caption };
	};
	const bothModels = (operation: string, turboInset?: Buffer): Cell[] => [
		cell('Ideogram V2', `ideogram-${operation}`),
		cell('Ideogram Turbo', `ideogramTurbo-${operation}`, turboInset),
	];
	const aPhoto = { picture: photo.content, title: 'A photo', caption: 'photo.png' };
	return [
		{
			title: 'Generate',
			about: 'an image from a prompt',
			before: { words: `“${SHOP_PROMPT}”`, title: 'A prompt', caption: 'and a style' },
			after: bothModels('generate'),
		},
		{
			title: 'Describe',
			about: 'what an image shows',
			before: aPhoto,
			after: bothModels('describe', otherPhoto.content),
		},
		{
			title: 'Edit',
			about: 'the masked part, the rest untouched',
			before: {
				...aPhoto,
				inset: mask.content,
				title: 'A photo and a mask',
				caption: 'black is edited, white stays',
			},
			after: bothModels('edit'),
		},
		{
			title: 'Remix',
			about: 'a photo with a prompt',
			before: aPhoto,
			after: bothModels('remix'),
		},
		{
			title: 'Remove Background',
			about: 'and get a transparent PNG',
			before: aPhoto,
			after: [
				cell('Remove Background', 'removeBackground-remove'),
				cell('Wait for Result', 'removeBackground-waitForResult', otherPhoto.content),
			],
		},
	];
}
