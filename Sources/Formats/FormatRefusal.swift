// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What an outside file is refused for, in order of precedence: the file, its encoding, its
/// layout, its structure, then single values. Equal by code and place.
///
/// `E-FMT` stops the file or the row, `W-FMT` only tells. Places are lines (from 1) and fields;
/// values about persons are never part of a message.
public enum FormatRefusal: Refusal, Hashable {
    // The file and its encoding.
    case fileMissing(path: String)
    case notAFile(path: String)
    case emptyFile
    case undecodable(encoding: TextEncoding, line: Int, offset: Int, byte: UInt8)
    case conversionMissing(name: String)
    case unmappable(codePoint: String, offset: Int, count: Int)
    case lineTooLong(line: Int, limit: Int)
    // The layout.
    case layoutMissing(id: String)
    case layoutBroken(file: String, line: Int, reason: String)
    case layoutUnverified(id: String)
    // The structure of a feed.
    case headerMissing
    case columnMissing(name: String)
    /// The layout takes no columns but its own.
    case columnsUnnamed(count: Int)
    case columnTwice(name: String)
    case columnCount(line: Int, expected: Int, found: Int)
    case brokenQuote(line: Int)
    case stampMissing(line: Int, stamp: String)
    // Values of a feed.
    case valueMissing(field: String)
    case valueTooLong(field: String, limit: Int)
    case notDigits(field: String)
    case wrongLength(field: String, expected: Int)
    case notADate(field: String)
    case unknownDay(field: String)
    case notAMonth(field: String)
    case unknownCode(field: String)
    case notANumber(field: String)
    case outOfRange(field: String, least: Int, most: Int)
    case wrongCheckDigit(field: String)
    case duplicateKey(firstLine: Int)
    case wrongOrder(earlier: String, later: String)
    // Claims.
    case notAClaimFile
    case claimKindUnknown
    case recordOutOfPlace(record: String)
    case shortRecord(record: String, expected: Int, found: Int)
    case recordTwice(record: String)
    case itemUnreadable(field: String)
    case payerMissing
    case totalsMissing
    case bytesAfterEnd
    // Bulk transfer.
    case transferEmpty
    case transferFieldLength(field: String, expected: Int)
    case transferFieldDigits(field: String)
    case transferText(field: String, character: String)
    case transferTextTooLong(field: String, limit: Int, found: Int)
    case transferAmount
    case transferTooMany
    case transferTotalTooLarge
    case transferSequenceTwice(sequence: Int)
    case transferSum(expected: Int, found: Int)
    case transferCount(expected: Int, found: Int)
    case transferCode(field: String)
    case transferRecordCut(found: Int, atLeast: Int)
    case transferRecordOrder
    case transferEncoding(name: String)
    case transferTrialMark
    // Archives.
    case notAnArchive
    case archiveBroken
    case archiveTooLarge(limit: Int)
    case archiveTooManyEntries(limit: Int)
    case archiveBomb(ratio: Int)
    case archiveEncrypted
    case archiveNameUnreadable
    case archiveNameUnsafe
    case archiveNameTwice
    case archiveLink
    case archiveMethod
    case archiveNested
    case archiveEmpty
    // Bundles of electronic applications.
    case bundleUnknown
    case bundleAmbiguous
    case documentTooLarge(limit: Int)
    case documentForbidden
    case documentEncoding
    case documentBroken(line: Int)
    case documentTooDeep(limit: Int)
    case itemTwice(name: String)
    case itemUnknown(name: String, count: Int)
    case itemAbsent(name: String)
    case bundleRows(found: Int)
    case attachmentUnknown(count: Int)
    case attachmentTooMany(title: String, limit: Int)
    case attachmentEmpty(title: String)
    case attachmentTooLarge(title: String, limit: Int)
    case attachmentKind(title: String, allowed: String)
    // What only warns.
    case endByteMissing
    case recordMissing(record: String)
    case declaredTotals
    case ageOddity
    case institutionDigit
    case recordUnknown
    case tooManyItems(record: String)
    case nameMissing
    case unverifiedReading(id: String)
    case recordPadded
    case mixedLineEnds
    case trialFile
    case lineEndMissing
}

/// How much a finding weighs: `error` rejects, `warning` only tells.
public enum IssueSeverity: String, Sendable, Codable {
    case error, warning
}
