// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Office
import Vocabulary

/// Listens for new heads (C2SP tlog-witness). It holds nothing secret but its own key; a ledger's head
/// tells only sizes and hashes, so plain HTTP inside the office's network is enough.
struct WitnessServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "副署の受付を開く(止めるには Ctrl-C)")
    @OptionGroup var place: WitnessPlace
    @Option(help: "受け付ける宛先") var host = "127.0.0.1"
    @Option(help: "ポート") var port = 8_475

    func run() async throws {
        let witness = try place.witness()
        let app = Application(
            router: WitnessServe.router(witness, clock: SystemClock()),
            configuration: .init(address: .hostname(host, port: port)))
        Output.complain("副署の受付を開きました: http://\(host):\(port)/ 台帳 \(witness.ledgers.count)")
        try await app.runService()
    }

    /// `POST /add-checkpoint` as C2SP says; `GET /seen?ORIGIN` is for the auditors.
    static func router(_ witness: Witness, clock: any Vocabulary.Clock) -> Router<
        BasicRequestContext
    > {
        let router = Router()
        router.post("/add-checkpoint") { request, _ -> Response in
            let body = try await request.body.collect(upTo: 65_536)
            let answer: Witness.Answer
            do {
                answer = try witness.add(String(buffer: body), at: clock.now())
            } catch {
                Output.complain("副署: 控えを書けないか読めません。")
                return Response(status: .serviceUnavailable)
            }
            if answer.status != 200 { Output.complain("副署しません: \(answer.status)") }
            var headers = HTTPFields()
            headers[.contentType] = answer.isSize ? "text/x.tlog.size" : "text/plain"
            return Response(
                status: .init(code: answer.status), headers: headers,
                body: .init(byteBuffer: ByteBuffer(string: answer.body)))
        }
        return router
    }
}
