// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards

/// 印刷記録: what an output made stands beside its entry in the log, in the same transaction: an
/// output whose pages are not recorded does not happen.
///
/// It belongs to whatever operation of the table makes the output: `OperationCode.issueCertificate`,
/// `.printLetters`, `.writeInquiryLetter`, `.produceStatistics`, `.writeTransferFile`, `.exportData`.
public enum PrintLog {
    /// Records one output.
    /// - Parameter ceilings: counts the pages of the officer's hour; `nil` where something else
    ///   limits the output.
    /// - Throws: `CopyingRefusal.ceilingReached`.
    public static func record(
        _ print: PrintedOutput, ceilings: Ceilings?, in scope: Scope
    ) throws {
        precondition(
            scope.operation.definition.kind == .output, "\(scope.operation) は出力の操作ではありません")
        try scope.append([PrintRecordRow(print: print, officer: scope.principal.officer)])
        try ceilings?.printed(print.pages, in: scope)
    }
}
