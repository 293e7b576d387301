// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 情報照会の記録 (番号法23条), for the head.
public enum ViewInquiryRecords {
    public static let operation = OperationCode.viewInquiryRecords

    /// The newest rows first.
    public static func perform(
        _ question: InquiryRecordQuestion = InquiryRecordQuestion(), in scope: Scope
    ) throws -> [InquiryRecord] {
        let records = try RecordBook.records(question, from: scope.db)
        scope.saw(records.compactMap(\.addressee))
        scope.counted(records.count)
        return records
    }
}
