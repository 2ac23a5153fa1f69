import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as elapse } from 'node:timers/promises';
import getPort from 'get-port';
import type { SentRequest } from '../../../laws/checker/evidence.js';
import { API_KEY, Hosts } from '../../../laws/world/hosts.js';
import type { ItemPlan } from '../../../laws/world/plan.js';

const NAMES = ['gateway', 'status', 'photos-0', 'photos-1', 'photos-2', 'media-0', 'media-1'];
/** Where redirects lead. */
const LAST_NAME = 'elsewhere';
/** Of an answer that drips. */
const PIECES = 10;
const REAL_TIME = {
	get now() {
		return Date.now();
	},
};

/** The hosts of the simulation behind sockets, each at a port of its own, and what they saw. */
export class RealHosts {
	readonly hosts: Hosts;
	readonly requests: SentRequest[] = [];
	private readonly servers: Server[] = [];
	/** By the origin that the simulation has for it. */
	private readonly origins = new Map<string, string>();

	constructor(plans: readonly ItemPlan[]) {
		this.hosts = new Hosts(REAL_TIME, plans);
	}

	async open() {
		for (const origin of [...NAMES, LAST_NAME].map((name) => `https://${name}.example`)) {
			const server = createServer((request, response) => {
				// A request that broke off wants no answer.
				this.serve(origin, request, response).catch(() => response.destroy());
			});
			const port = await getPort();
			await once(server.listen(port, '127.0.0.1'), 'listening');
			this.origins.set(origin, `http://127.0.0.1:${port}`);
			this.servers.push(server);
		}
	}

	close() {
		for (const server of this.servers) {
			server.close();
			server.closeAllConnections();
		}
	}

	/** The text with the addresses that the hosts really have. */
	withPorts(content: string) {
		const origins = /https:\/\/[\w-]+\.example/g;
		return content.replaceAll(origins, (origin) => this.origins.get(origin) ?? origin);
	}

	real<T>(value: T): T {
		return JSON.parse(this.withPorts(JSON.stringify(value)));
	}

	private async serve(origin: string, request: IncomingMessage, response: ServerResponse) {
		const atMs = Date.now();
		const { method = 'GET', url: path = '/', rawHeaders } = request;
		const content = await text(request.setEncoding('latin1'));
		const hasKey = [path, content, ...rawHeaders].some((part) => part.includes(API_KEY));
		const url = new URL(path, origin);
		const { ledger, afterMs, does } = this.hosts.receive({ method, url, content, hasKey });
		const sent: SentRequest = {
			...ledger,
			...this.real({ url: url.href, origin }),
			hasKey,
			atMs,
			isGivenUp: false,
		};
		this.requests.push(sent);
		const close = () => {
			sent.closedAtMs ??= Date.now();
		};
		response.once('close', () => {
			sent.isGivenUp = sent.closedAtMs === undefined;
			close();
		});
		if (does === 'hang') return;
		await elapse(afterMs);
		if (response.destroyed) return;
		if (does instanceof Error) {
			// Whatever the simulated n8n would say, all that a socket can do is to break.
			sent.failure = { code: 'ECONNRESET' };
			close();
			request.socket.resetAndDestroy();
			return;
		}
		const { status, dripMs, isCut } = does;
		const { headers, says } = this.real({ headers: does.headers, says: does.says });
		const bytes = Buffer.from(this.withPorts(does.bytes.toString('latin1')), 'latin1');
		const seconds = headers['retry-after'];
		const retryAfterMs = seconds === undefined ? undefined : Number(seconds) * 1000;
		const answer = { status, retryAfterMs, isWhole: false, says };
		sent.answer = answer;
		response.once('finish', () => {
			answer.isWhole = true;
			close();
		});
		const more = { 'content-length': bytes.length, connection: 'close' };
		response.writeHead(status, { ...headers, ...more });
		const size = dripMs === undefined ? bytes.length : Math.ceil(bytes.length / PIECES);
		for (let from = 0; from < (isCut ? bytes.length / 2 : bytes.length); from += size) {
			if (from > 0) await elapse(dripMs);
			if (response.destroyed) return;
			response.write(bytes.subarray(from, isCut ? bytes.length / 2 : from + size));
		}
		if (!isCut) return void response.end();
		// What is sent before a connection breaks can still be read.
		await elapse(20);
		close();
		response.destroy();
	}
}
