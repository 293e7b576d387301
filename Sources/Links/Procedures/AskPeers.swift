// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
public import Safeguards
import Vocabulary

/// 申請に伴う照会: asks the files of the insurers and of the welfare office about the children of open
/// registrations, and about nobody else.
///
/// Run it before examining: an application may show insurance that has ended since, or a child may
/// be on public assistance. Each file is asked once about each child. Whether a day's files are
/// taken in before or after makes no difference.
public enum AskPeers {
    public static let operation = OperationCode.importApplications
    private static let column = "addressee"

    /// What the peers knew.
    public struct Report: Hashable, Sendable {
        /// Children asked about.
        public let asked: Int
        /// Files that had to be looked into.
        public internal(set) var files = 0
        /// Pieces of insurance evidence that were new.
        public internal(set) var insurances = 0
        /// Beginnings and ends of public assistance that were new.
        public internal(set) var exclusions = 0
        /// Applications that waited only for the evidence and go on.
        public internal(set) var released: [Int64] = []
    }

    /// - Throws: `FormatRefusal` where a file cannot be read; nothing is recorded then.
    public static func perform(
        _ peers: any PeerFiles, layouts: LayoutLibrary, in scope: Scope
    ) throws -> Report {
        let waiting: Set<ApplicationStatus> = [.received, .checked, .held, .heldChecked]
        let children = Set(
            try ApplicationBook.open(waiting, from: scope.db)
                .filter { $0.kind == .registration }.map(\.child))
        var report = Report(asked: children.count)
        guard !children.isEmpty else { return report }
        scope.saw(children)
        let asking = Asking(peers: peers, layouts: layouts, children: children, scope: scope)
        var changed: [AddresseeNumber: RejudgementNotice.Cause] = [:]
        for peer in ImportInsurance.Peer.allCases {
            var rows: [StatedInsurance] = []
            report.files += try asking(peer.rawValue) { row, child, file in
                if let input = InsuranceInput(row, of: child, source: peer.source) {
                    let time = StatementTime(madeAt: file.name.madeAt, line: row.line)
                    rows.append(StatedInsurance(input: input, time: time))
                }
            }
            let outcome = try InsuranceIntake(layout: peer.rawValue, writes: true, scope: scope)(
                rows, ours: children)
            report.insurances += outcome.recorded
            report.released += outcome.released
            for child in outcome.changed { changed[child] = .insurance }
        }
        var events: [WelfareEvent] = []
        report.files += try asking(ImportWelfare.layout) { row, child, _ in
            if let event = WelfareEvent(row, of: child) { events.append(event) }
        }
        let outcome = try WelfareIntake(writes: true, scope: scope)(events)
        report.exclusions = outcome.recorded
        for child in outcome.changed { changed[child] = .welfare }
        try EnqueueRejudgement.perform(
            changed.sorted { $0.key < $1.key }.map { child, cause in
                RejudgementNotice(
                    key: "ask-\(scope.operationID)-\(child)", subject: child, cause: cause,
                    on: scope.today)
            }, in: scope)
        scope.counted(children.count)
        return report
    }

    /// The question about one peer.
    private struct Asking {
        let peers: any PeerFiles
        let layouts: LayoutLibrary
        let children: Set<AddresseeNumber>
        let scope: Scope

        /// - Returns: how many files were looked into.
        func callAsFunction(
            _ id: String, _ body: (FeedRow, AddresseeNumber, PeerFile) -> Void
        ) throws -> Int {
            let files = try peers.files(of: id, until: scope.now)
            guard let newest = files.last?.name.madeAt else { return 0 }
            let layout = try layouts.feed(id)
            let read = try PeerReadings.readings(of: children, in: id, from: scope.db)
            var count = 0
            for file in files {
                let about = children.filter { read[$0].map { $0 < file.name.madeAt } ?? true }
                guard !about.isEmpty else { continue }
                count += 1
                let source = try peers.rows(
                    of: file, layout: layout, column: AskPeers.column, about: about)
                _ = try FeedReader(layout).read(source) { row in
                    if let child = row.addressee(AskPeers.column), about.contains(child) {
                        body(row, child, file)
                    }
                    return []
                }
            }
            let behind = children.filter { read[$0].map { $0 < newest } ?? true }
            try PeerReadings.move(behind, in: id, to: newest, in: scope)
            return count
        }
    }
}
