// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing

@Suite("断りの一覧")
struct RefusalTests {
    /// One of each.
    static let all: [FormatRefusal] = [
        .fileMissing(path: "none.txt"), .notAFile(path: "folder"), .emptyFile,
        .undecodable(encoding: .cp932, line: 1, offset: 0, byte: 0xFF),
        .conversionMissing(name: "CP932"), .unmappable(codePoint: "U+20BB7", offset: 0, count: 1),
        .lineTooLong(line: 1, limit: 1), .layoutMissing(id: "x"),
        .layoutBroken(file: "x", line: 1, reason: "理由"), .layoutUnverified(id: "x"),
        .headerMissing, .columnMissing(name: "x"), .columnTwice(name: "x"),
        .columnsUnnamed(count: 1),
        .columnCount(line: 1, expected: 1, found: 2), .brokenQuote(line: 1),
        .stampMissing(line: 1, stamp: "検証用"), .valueMissing(field: "x"),
        .valueTooLong(field: "x", limit: 1), .notDigits(field: "x"),
        .wrongLength(field: "x", expected: 1), .notADate(field: "x"), .unknownDay(field: "x"),
        .notAMonth(field: "x"), .unknownCode(field: "x"), .notANumber(field: "x"),
        .outOfRange(field: "x", least: 1, most: 2), .wrongCheckDigit(field: "x"),
        .duplicateKey(firstLine: 2), .wrongOrder(earlier: "x", later: "y"), .notAClaimFile,
        .claimKindUnknown, .recordOutOfPlace(record: "HO"),
        .shortRecord(record: "HO", expected: 2, found: 1), .recordTwice(record: "HO"),
        .itemUnreadable(field: "x"), .payerMissing, .totalsMissing, .bytesAfterEnd,
        .transferEmpty, .transferFieldLength(field: "x", expected: 1),
        .transferFieldDigits(field: "x"), .transferText(field: "x", character: "a"),
        .transferTextTooLong(field: "x", limit: 1, found: 2), .transferAmount, .transferTooMany,
        .transferTotalTooLarge, .transferSequenceTwice(sequence: 1),
        .transferSum(expected: 1, found: 2), .transferCount(expected: 1, found: 2),
        .transferCode(field: "x"), .transferRecordCut(found: 1, atLeast: 2),
        .transferRecordOrder, .transferEncoding(name: "UTF-8"), .transferTrialMark,
        .notAnArchive, .archiveBroken, .archiveTooLarge(limit: 1 << 20),
        .archiveTooManyEntries(limit: 1), .archiveBomb(ratio: 100), .archiveEncrypted,
        .archiveNameUnreadable, .archiveNameUnsafe, .archiveNameTwice, .archiveLink,
        .archiveMethod, .archiveNested, .archiveEmpty, .bundleUnknown, .bundleAmbiguous,
        .documentTooLarge(limit: 1 << 20), .documentForbidden, .documentEncoding,
        .documentBroken(line: 1), .documentTooDeep(limit: 1), .itemTwice(name: "x"),
        .itemUnknown(name: "x", count: 1), .itemAbsent(name: "x"), .bundleRows(found: 0),
        .attachmentUnknown(count: 1), .attachmentTooMany(title: "x", limit: 1),
        .attachmentEmpty(title: "x"), .attachmentTooLarge(title: "x", limit: 1 << 20),
        .attachmentKind(title: "x", allowed: "PDF"),
        .endByteMissing, .recordMissing(record: "SN"), .declaredTotals, .ageOddity,
        .institutionDigit, .recordUnknown, .tooManyItems(record: "HO"), .nameMissing,
        .unverifiedReading(id: "x"), .recordPadded, .mixedLineEnds, .trialFile, .lineEndMissing,
    ]

    @Test("番号は重ならず、決まった形で、言葉がある")
    func codes() {
        let codes = Self.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        for refusal in Self.all {
            #expect(refusal.code.wholeMatch(of: /[EW]-FMT-\d{3}/) != nil, "\(refusal.code)")
            #expect(refusal.message.count > 8 || refusal.code == "E-FMT-011")
            let isWarning = refusal.code.hasPrefix("W")
            #expect((refusal.severity == .warning) == isWarning)
        }
    }
}
