// SPDX-License-Identifier: Apache-2.0
public import Formats
import Safeguards
public import Vocabulary

/// Answers the list of public assistance from the files that the welfare office has sent so far.
///
/// Only the rows of the asked persons leave this type. (Part of `OperationCode.importApplications`.)
public struct AskWelfareFiles: AssistanceList {
    private let layout: FeedLayout
    private let files: [ByteSource]

    /// - Parameter files: every file of the link so far, full ones and differences.
    public init(layout: FeedLayout, files: [ByteSource]) {
        self.layout = layout
        self.files = files
    }

    public func periods(
        of persons: Set<AddresseeNumber>
    ) throws -> [AddresseeNumber: [EffectivePeriod]] {
        var events = WelfareEvents()
        for file in files {
            _ = try FeedReader(layout).read(file) { row in
                guard let person = row.addressee("addressee"), persons.contains(person),
                    let day = row.date("date"),
                    let event = WelfareEvents.Event(rawValue: row.text("event"))
                else { return [] }
                events.add(person, event, on: day)
                return []
            }
        }
        return events.periods
    }
}
