namespace Mimic.Access;

/// <summary>What a number could be by its range, or what a name beside it says that it is.</summary>
internal enum IdClass : byte
{
    /// <summary>Nothing, or a column of MIMIC that numbers no person and no visit.</summary>
    Other,

    /// <summary>subject_id, 10000000 to 19999999.</summary>
    Subject,

    /// <summary>hadm_id, 20000000 to 29999999.</summary>
    Admission,

    /// <summary>stay_id and transfer_id, 30000000 to 39999999.</summary>
    Stay,

    /// <summary>study_id: electrocardiograms from 40000000, in the demo nine digits from 10; radiographs from 50000000.</summary>
    Study,

    /// <summary>Numbers that only their column's name gives away: specimens, orders of the pharmacy.</summary>
    Numbered,

    /// <summary>dicom_id.</summary>
    Image,

    /// <summary>provider_id and the columns that hold one.</summary>
    Provider,

    /// <summary>A column whose name says that it counts or measures something: rows, bytes, people, money.</summary>
    Counted,

    /// <summary>A name that any identifier may stand beside, as in KeyError.</summary>
    Any,
}
