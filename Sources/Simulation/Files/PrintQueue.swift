// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Synchronization
import Vocabulary

/// Prints runs one after the other beside the work of the office: drawing takes a core of its own.
final class PrintQueue: Sendable {
    private struct State {
        var envelopes = 0
        var problems: [String] = []
        var failure: (any Error)?
    }

    private let room: PressRoom
    private let folder: URL
    private let queue: OperationQueue
    private let state = Mutex(State())

    init(folder: URL) throws {
        room = try PressRoom()
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        queue = OperationQueue()
        queue.name = "hagukumi.print"
        queue.maxConcurrentOperationCount = 1
    }

    /// Hands a run in; nothing is printed for no sheets.
    ///
    /// - Parameter name: of the file, without `.pdf`.
    func add(_ name: String, title: String, on day: CivilDate, _ sheets: [Sheet]) {
        guard !sheets.isEmpty else { return }
        let path = folder.appendingPathComponent(name + ".pdf").path
        // A sheet with a character no font has is completed by hand; the run is not lost.
        let order = PrintOrder(
            date: day, title: title, environmentMark: "検証環境", onProblem: .mark)
        queue.addOperation { [self] in
            do {
                let report = try room.print(sheets, to: path, order)
                state.withLock { state in
                    state.envelopes += report.envelopes
                    state.problems += report.problems.map { "\(name): \($0.message)" }
                }
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
    }

    /// Waits until everything is on paper.
    ///
    /// - Returns: how many envelopes were filled, and what must be completed by hand.
    /// - Throws: what the first failed run threw.
    func finish() throws -> (envelopes: Int, problems: [String]) {
        queue.waitUntilAllOperationsAreFinished()
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return (state.envelopes, state.problems)
        }
    }
}
