// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Formats
public import Safeguards
import Vocabulary

/// 申請に伴う照会: asks the files of the insurers and of the welfare office about the children of open
/// registrations, and about nobody else.
///
/// Run it before examining: an application may show insurance that has ended since, or a child may
/// be on public assistance. Asking twice changes nothing.
public enum AskPeers {
    public static let operation = OperationCode.importApplications

    /// What the peers knew.
    public struct Report: Hashable, Sendable {
        /// Children asked about.
        public let asked: Int
        /// Pieces of insurance evidence that were new.
        public let insurances: Int
        /// Beginnings and ends of public assistance that were new.
        public let exclusions: Int
        /// Applications that waited only for the evidence and go on.
        public let released: [Int64]
    }

    /// - Throws: `FormatRefusal` where a file cannot be read; nothing is recorded then.
    public static func perform(
        _ peers: any PeerFiles, layouts: LayoutLibrary, in scope: Scope
    ) throws -> Report {
        let waiting: Set<ApplicationStatus> = [.received, .checked, .held, .heldChecked]
        let children = Set(
            try ApplicationBook.open(waiting, from: scope.db)
                .filter { $0.kind == .registration }.map(\.child))
        guard !children.isEmpty else {
            return Report(asked: 0, insurances: 0, exclusions: 0, released: [])
        }
        scope.saw(children)
        func rows(_ layout: String, _ body: (FeedRow, AddresseeNumber) -> Void) throws {
            let reader = FeedReader(try layouts.feed(layout))
            for file in try peers.files(of: layout, until: scope.now) {
                _ = try reader.read(file.source) { row in
                    if let child = row.addressee("addressee"), children.contains(child) {
                        body(row, child)
                    }
                    return []
                }
            }
        }
        var newest: [EvidenceKey: (place: Int, input: InsuranceInput)] = [:]
        for peer in ImportInsurance.Peer.allCases {
            try rows(peer.rawValue) { row, child in
                if let input = InsuranceInput(row, of: child, source: peer.source) {
                    newest[EvidenceKey(input)] = (newest.count, input)
                }
            }
        }
        var events = WelfareEvents()
        try rows(ImportWelfare.layout) { events.add($0, of: $1) }
        let insurance = try RecordInsurance.perform(
            newest.values.sorted { $0.place < $1.place }.map(\.input), in: scope)
        let known = try ExclusionBook.stretches(events.children, from: scope.db)
        let inputs = events.inputs(upon: known).inputs
        _ = try RecordExclusions.perform(inputs, in: scope)
        scope.counted(children.count)
        return Report(
            asked: children.count, insurances: insurance.recorded, exclusions: inputs.count,
            released: insurance.released)
    }

    /// Later files replace what earlier ones said of the same insurance.
    private struct EvidenceKey: Hashable {
        let child: AddresseeNumber
        let insurer: String
        let acquired: CivilDate

        init(_ input: InsuranceInput) {
            child = input.child
            insurer = input.insurer.digits
            acquired = input.acquiredOn
        }
    }
}
