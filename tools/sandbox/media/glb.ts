import sharp from 'sharp';

/** @returns a GLB file: an upright square with the image on it */
export async function texturedSquare(image: Buffer): Promise<Buffer> {
	const texture = await sharp(image).autoOrient().resize(256, 256).png().toBuffer();
	const corners = Float32Array.of(-1, 0, 0, 1, 0, 0, 1, 2, 0, -1, 2, 0, 0, 1, 1, 1, 1, 0, 0, 0);
	const triangles = Uint16Array.of(0, 1, 2, 0, 2, 3);
	const binary = Buffer.concat([
		Buffer.from(corners.buffer),
		Buffer.from(triangles.buffer),
		texture,
	]);
	const attributes = { POSITION: 0, TEXCOORD_0: 1 };
	const material = { pbrMetallicRoughness: { baseColorTexture: { index: 0 } }, doubleSided: true };
	const range = { min: [-1, 0, 0], max: [1, 2, 0] };
	const view = (byteOffset: number, byteLength: number) => ({ buffer: 0, byteOffset, byteLength });
	const scene = {
		...{ asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0 }] },
		meshes: [{ primitives: [{ attributes, indices: 2, material: 0 }] }],
		...{ materials: [material], textures: [{ source: 0 }] },
		images: [{ bufferView: 3, mimeType: 'image/png' }],
		accessors: [
			{ bufferView: 0, componentType: 5126, count: 4, type: 'VEC3', ...range },
			{ bufferView: 1, componentType: 5126, count: 4, type: 'VEC2' },
			{ bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR' },
		],
		bufferViews: [view(0, 48), view(48, 32), view(80, 12), view(92, texture.length)],
		buffers: [{ byteLength: binary.length }],
	};
	const json = chunk('JSON', Buffer.from(JSON.stringify(scene)), ' ');
	const body = Buffer.concat([json, chunk('BIN\0', binary, '\0')]);
	const head = Buffer.from('glTF\x02\0\0\0\0\0\0\0', 'latin1');
	head.writeUInt32LE(head.length + body.length, 8);
	return Buffer.concat([head, body]);
}

/** @returns a chunk, filled up to a multiple of four bytes */
function chunk(type: string, content: Buffer, filler: string): Buffer {
	const filled = Buffer.concat([content, Buffer.from(filler.repeat(-content.length & 3))]);
	const head = Buffer.from(`\0\0\0\0${type}`, 'latin1');
	head.writeUInt32LE(filled.length);
	return Buffer.concat([head, filled]);
}
