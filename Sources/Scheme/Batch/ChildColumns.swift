// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The facts of many children, one array a fact, in the words of one book.
public struct ChildColumns: Sendable {
    private(set) var born: [Int32] = []
    private(set) var residentFrom: [Int32] = []
    private(set) var residentUntil: [Int32] = []
    private(set) var insuredFrom: [Int32] = []
    private(set) var insuredUntil: [Int32] = []
    private(set) var exclusions: [UInt16] = []
    private(set) var applied: [Int32] = []
    private(set) var eventKind: [UInt8] = []
    private(set) var eventDay: [Int32] = []
    private(set) var hasDied: [Bool] = []
    private let list: ExclusionList

    /// Columns for one book: it says which exclusions count.
    public init(book: SchemeBook) { list = book.exclusions }

    /// How many children there are.
    public var count: Int { born.count }

    /// Adds a child; the day asked (`on`) is not kept, it is given to the batch.
    public mutating func append(_ request: JudgeRequest) {
        let child = ChildNumbers(request, exclusions: list)
        born.append(child.born)
        residentFrom.append(child.residentFrom)
        residentUntil.append(child.residentUntil)
        insuredFrom.append(child.insuredFrom)
        insuredUntil.append(child.insuredUntil)
        exclusions.append(child.exclusions)
        applied.append(child.applied)
        eventKind.append(child.eventKind)
        eventDay.append(child.eventDay)
        hasDied.append(child.hasDied)
    }

    @inline(__always)
    subscript(_ row: Int) -> ChildNumbers {
        ChildNumbers(
            born: born[row], residentFrom: residentFrom[row], residentUntil: residentUntil[row],
            insuredFrom: insuredFrom[row], insuredUntil: insuredUntil[row],
            exclusions: exclusions[row], applied: applied[row], eventKind: eventKind[row],
            eventDay: eventDay[row], hasDied: hasDied[row])
    }
}
