// SPDX-License-Identifier: Apache-2.0
import Synchronization
public import Vocabulary

/// The press room (印刷室): draws sheets to PDF, one run at a time.
///
/// It knows nothing of the business: areas hand it values from their `Notices/`. The same sheets,
/// order, fonts and libraries give the same bytes. One room for a process is enough: drawing in
/// two threads is slower than in one, so runs wait for each other.
public final class PressRoom: @unchecked Sendable {
    // Pango and Cairo objects are touched only while this lock is held: hence @unchecked.
    private let lock = Mutex(())
    private let types: TypeCase
    private let typesetter: Typesetter

    /// Opens the room with the fonts of the house.
    ///
    /// - Throws: `Fault(.printer)` where one of them is not installed.
    public init(fonts: FontFolders = .debian) throws(Fault) {
        types = try TypeCase(fonts)
        typesetter = Typesetter(types)
    }

    /// Prints into a file that appears only when it is whole; sheets come from `feed` one by one.
    ///
    /// `feed` must not print with the same room. Whatever it throws ends the run and leaves no
    /// file.
    ///
    /// - Throws: `PressRefusal`, `Fault`, and the errors of `feed`.
    public func print(
        to path: String, _ order: PrintOrder, _ feed: (PrintRun) throws -> Void
    ) throws -> PrintReport {
        try lock.withLock { _ in
            let sink = try ByteSink(path: path)
            defer { sink.abandon() }
            let run = try PrintRun(order, typesetter: typesetter, sink: sink)
            try feed(run)
            return try run.finish()
        }
    }

    /// Prints a sequence, which may be lazy, into a file.
    public func print(
        _ sheets: some Sequence<Sheet>, to path: String, _ order: PrintOrder
    ) throws -> PrintReport {
        try print(to: path, order) { run in
            for sheet in sheets { try run.add(sheet) }
        }
    }

    /// Prints a few sheets into memory, for a preview on the screen.
    public func preview(
        _ sheets: [Sheet], _ order: PrintOrder
    ) throws -> (pdf: [UInt8], report: PrintReport) {
        try lock.withLock { _ in
            let sink = ByteSink()
            let run = try PrintRun(order, typesetter: typesetter, sink: sink)
            for sheet in sheets { try run.add(sheet) }
            let report = try run.finish()
            return (sink.bytes, report)
        }
    }

    /// What of a text could not be printed, for a check when it is entered or received.
    public func problems(in text: String, field: String) -> [PrintProblem] {
        lock.withLock { _ in
            types.problems(in: text).map {
                PrintProblem(sheet: 0, page: 0, field: field, kind: $0)
            }
        }
    }
}
