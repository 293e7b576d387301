// SPDX-License-Identifier: Apache-2.0
import Copying
import Safeguards
import Vocabulary

/// A file for a bank or for the accounting system, handed over to be saved: the procedure that writes it and
/// the entry of the print log are one transaction, and a refusal stands on the page that asked for it.
struct HandedFile: Sendable {
    let name: String
    let bytes: [UInt8]
    /// Records, orders or lines in it.
    let count: Int
    /// It was written before, and these are the same bytes.
    var wasWritten = false

    /// - Parameters:
    ///   - title: what it is, on the print log.
    ///   - landing: where a second press of the same form leads, where the file is written once.
    ///   - refused: the page again, with what is wrong.
    static func hand(
        _ visit: Visit, _ title: String, landing: String? = nil,
        refused: ([FormProblem]) async throws -> Page,
        _ write: @escaping @Sendable (Scope) throws -> HandedFile
    ) async throws -> Answer {
        do {
            let file = try await visit.perform { scope in
                let file = try write(scope)
                try PrintLog.record(
                    PrintedOutput(
                        "\(title) \(file.name)", form: .file, expected: file.count,
                        produced: file.count,
                        reprintReason: file.wasWritten ? "同じデータの再出力" : nil),
                    ceilings: nil, in: scope)
                return file
            }
            return .attachment(file.bytes, name: file.name, landing: landing)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await refused([FormProblem(refusal, in: visit.form)]))
        }
    }
}
