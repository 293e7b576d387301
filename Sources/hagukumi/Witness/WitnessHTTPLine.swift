// SPDX-License-Identifier: Apache-2.0
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Office

/// The witness over HTTP.
struct WitnessHTTPLine: WitnessLine {
    let address: String

    func addCheckpoint(_ body: String) async throws -> (status: Int, body: String) {
        var request = HTTPClientRequest(url: address + "/add-checkpoint")
        request.method = .POST
        request.headers.add(name: "content-type", value: "text/plain; charset=utf-8")
        request.body = .bytes(ByteBuffer(string: body))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let text = String(buffer: try await answer.body.collect(upTo: 4_096))
        return (Int(answer.status.code), text)
    }
}
