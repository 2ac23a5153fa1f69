import sharp from 'sharp';

/** @returns a GLB file: the image as the texture of an upright square */
export async function relief(image: Buffer): Promise<Buffer> {
	const texture = await sharp(image).autoOrient().resize(256, 256).png().toBuffer();
	const corners = [-1, 0, 0, 1, 0, 0, 1, 2, 0, -1, 2, 0];
	const floats = Buffer.from(Float32Array.from([...corners, 0, 1, 1, 1, 1, 0, 0, 0]).buffer);
	const triangles = Buffer.from(Uint16Array.from([0, 1, 2, 0, 2, 3]).buffer);
	const binary = Buffer.concat([floats, triangles, texture]);
	const scene = {
		asset: { version: '2.0' },
		scene: 0,
		scenes: [{ nodes: [0] }],
		nodes: [{ mesh: 0 }],
		meshes: [
			{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, indices: 2, material: 0 }] },
		],
		materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } }, doubleSided: true }],
		textures: [{ source: 0 }],
		images: [{ bufferView: 3, mimeType: 'image/png' }],
		accessors: [
			{
				bufferView: 0,
				componentType: 5126,
				count: 4,
				type: 'VEC3',
				min: [-1, 0, 0],
				max: [1, 2, 0],
			},
			{ bufferView: 1, componentType: 5126, count: 4, type: 'VEC2' },
			{ bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR' },
		],
		bufferViews: [
			{ buffer: 0, byteLength: 48 },
			{ buffer: 0, byteOffset: 48, byteLength: 32 },
			{ buffer: 0, byteOffset: 80, byteLength: 12 },
			{ buffer: 0, byteOffset: 92, byteLength: texture.length },
		],
		buffers: [{ byteLength: binary.length }],
	};
	const chunks = [
		chunk('JSON', Buffer.from(JSON.stringify(scene)), ' '),
		chunk('BIN\0', binary, '\0'),
	];
	const body = Buffer.concat(chunks);
	const head = Buffer.from('glTF\x02\0\0\0\0\0\0\0', 'latin1');
	head.writeUInt32LE(head.length + body.length, 8);
	return Buffer.concat([head, body]);
}

/** A chunk, filled up to a multiple of four bytes. */
function chunk(type: string, content: Buffer, filler: string): Buffer {
	const filled = Buffer.concat([content, Buffer.from(filler.repeat(-content.length & 3))]);
	const head = Buffer.alloc(8);
	head.writeUInt32LE(filled.length);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, filled]);
}
