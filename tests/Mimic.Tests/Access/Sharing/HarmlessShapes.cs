using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace Mimic.Tests.Access.Sharing;

/// <summary>Texts that look like patients' numbers and are none: counts, sizes, seeds, hashes, dates, references.</summary>
/// <param name="Name">What it is.</param>
/// <param name="File">The name of the file.</param>
/// <param name="Make">Its text, by a seeded source of numbers.</param>
internal sealed record HarmlessShape(string Name, string File, Func<Random, string> Make)
{
    public static IReadOnlyList<HarmlessShape> All { get; } =
    [
        new("rows of the published tables", "a.md", _ => "| table | 2.2 | 3.1 |\n|---|---:|---:|\n| pharmacy | 13,584,514 | 17,847,567 |\n| prescriptions | 15,416,708 | 20,292,611 |\n| emar | 26,850,359 | 42,808,593 |\n| poe | 39,366,291 | 52,212,109 |\n"),
        new("rows of the published tables as numbers", "a.csv", _ => "table,old,new\npharmacy,13584514,17847567\nprescriptions,15416708,20292611\nemar,26850359,42808593\npoe,39366291,52212109\n"),
        new("rows in a sentence", "a.md", r => Lines(r, 4, () => $"The table has {Big(r):#,0} rows, of which {Big(r):#,0} lack a hadm_id.")),
        new("values of columns, counted", "a.ipynb", r => PlantedRows.Printed(Big(r) is var n ? $"subject_id    {n}\nhadm_id       {n}\nitemid        {n}\ndtype: int64\n" : string.Empty)),
        new("a long listing of files", "a.txt", r => Lines(r, 12, () => $"-rw-r--r-- 1 user user {Size(r),12} Mar  {r.Next(1, 28),2} 12:00 part{r.Next(100)}.csv.gz")),
        new("sizes of folders", "a.log", r => Lines(r, 12, () => $"{Size(r)}\t./folder{r.Next(100)}")),
        new("sizes in JSON", "a.json", r => Lines(r, 8, () => $"{{\"name\": \"file{r.Next(100)}\", \"size\": {Big(r)}}},")),
        new("seeds", "a.cs", r => Lines(r, 5, () => $"var random = new Random({2026_00_00 * 10 + r.Next(1, 13) * 100 + r.Next(1, 29)}), other = new Random(seed: {Big(r)});")),
        new("commits", "a.txt", r => Lines(r, 10, () => $"{Hex(r, 40)} A change of the reader")),
        new("checksums", "SHA256SUMS.txt", r => Lines(r, 10, () => $"{Hex(r, 64)}  hosp/labevents.csv.gz")),
        new("GUIDs", "a.sln", r => Lines(r, 10, () => $"{{{Big(r)}-{r.Next(1000, 9999)}-4{Hex(r, 3)}-8{Hex(r, 3)}-{Hex(r, 12)}}}.Debug|Any CPU = Debug")),
        new("items", "a.csv", r => Lines(r, 10, () => $"{r.Next(220001, 230085)},Heart Rate,chartevents", "itemid,label,linksto\n")),
        new("items by number", "a.txt", r => Lines(r, 10, () => $"itemid {r.Next(50801, 53152)}: {r.Next(100)} results")),
        new("codes of diagnoses", "a.csv", r => Lines(r, 10, () => $"{r.Next(1000, 9999)},9,Some disease {r.Next(10)}", "icd_code,icd_version,long_title\n")),
        new("synthetic rows", "a.csv", r => Lines(r, 10, () => $"{r.Next(90_000_001, 90_009_999)},{r.Next(60_000_000, 60_009_999)},{Late(r)},{r.Next(100)}", "subject_id,hadm_id,admittime,value\n")),
        new("synthetic rows of a large hospital", "a.csv", r => Lines(r, 10, () => $"{Big(r)},{r.Next(90_000_001, 90_009_999)},{Big(r)},{Late(r)}", "labevent_id,subject_id,specimen_id,charttime\n")),
        new("synthetic notes", "a.csv", r => Lines(r, 3, () => $"{r.Next(90_000_001, 90_009_999)}-DS-3,\"Name:  ___  Unit No:   ___\n \nDischarge Diagnosis:\n___\n\"", "note_id,text\n")),
        new("synthetic images", "a.txt", r => Lines(r, 10, () => $"files/p90/p{r.Next(90_000_001, 90_009_999)}/s{r.Next(80_000_000, 80_009_999)}/{string.Join('-', Enumerable.Range(0, 5).Select(_ => Hex(r, 8)))}.jpg")),
        new("years to come", "a.md", r => Lines(r, 5, () => $"Dates are shifted to the years {r.Next(2100, 2150)} to {r.Next(2150, 2210)}; {Late(r)} means nothing by itself.")),
        new("telephones", "a.txt", r => Lines(r, 5, () => $"Tel. +49 30 {Big(r)}, fax 030/{Big(r)}")),
        new("dates without dashes", "a.txt", r => Lines(r, 10, () => $"backup_{r.Next(2012, 2025)}{r.Next(1, 13):00}{r.Next(1, 29):00}.tar")),
        new("a list of dates without dashes", "a.py", r => "days = [" + string.Join(", ", Enumerable.Range(0, 10).Select(_ => $"{r.Next(2012, 2025)}{r.Next(1, 13):00}{r.Next(1, 29):00}")) + "]"),
        new("a picture in a notebook", "a.ipynb", r => PlantedRows.Shown("image/png", Convert.ToBase64String(Bytes(r, 3000)))),
        new("a picture in a page", "a.html", r => $"<img src=\"data:image/png;base64,{Convert.ToBase64String(Bytes(r, 3000))}\">"),
        new("fractions", "a.csv", r => Lines(r, 10, () => Invariant($"x{r.Next(9)},{r.NextDouble():0.00000000},-{r.NextDouble():0.00000000}"), "name,weight,intercept\n")),
        new("references", "a.md", r => Lines(r, 8, () => $"- A paper. Journal. {r.Next(2001, 2024)}. PMID: {r.Next(10_000_000, 39_000_000)}")),
        new("locked packages", "package-lock.json", r => Lines(r, 8, () => $"\"integrity\": \"sha512-{Convert.ToBase64String(Bytes(r, 64))}\",")),
        new("paths of a drawing", "a.svg", r => "<svg xmlns=\"http://www.w3.org/2000/svg\">" + Lines(r, 8, () => Invariant($"<path d=\"M{r.NextDouble() * 700:0.0} {r.NextDouble() * 300:0.0}L{r.Next(700)} {r.Next(300)}\"/>")) + "</svg>"),
        new("ticks of an axis", "a.svg", _ => "<svg xmlns=\"http://www.w3.org/2000/svg\">" + string.Concat(Enumerable.Range(0, 9).Select(i => $"<text>{i * 5_000_000}</text>")) + "</svg>"),
        new("identifiers of DICOM", "a.txt", r => Lines(r, 5, () => $"1.2.840.113619.2.{r.Next(99)}.{Big(r)}.{r.Next(999)}")),
        new("memory and time", "a.log", r => Lines(r, 8, () => $"peak {Big(r)} bytes, {Big(r)} ns a row")),
        new("money", "a.csv", r => Lines(r, 8, () => $"Department {r.Next(9)},\"{Big(r):#,0}\"", "name,cost\n")),
        new("people in towns", "a.csv", r => Lines(r, 8, () => $"Town {r.Next(99)},{Size(r)}", "town,population\n")),
        new("people in large towns", "a.csv", r => Lines(r, 8, () => $"Town {r.Next(99)},{r.Next(10_000_000, 20_000_000)}", "name,population\n")),
        new("amounts beside names of MIMIC", "a.csv", r => Lines(r, 8, () => $"{r.Next(220_001, 230_085)},{r.Next(10_000_000, 40_000_000)},{r.Next(10_000_000, 40_000_000)}", "itemid,n_rows,file_size\n")),
        new("strings of bits", "a.csv", r => Lines(r, 8, () => $"{string.Concat(Enumerable.Range(0, 7).Select(_ => r.Next(2)).Prepend(1))},{r.Next(2)}", "code,parity\n")),
        new("invoices", "a.csv", r => Lines(r, 8, () => $"{r.Next(17_000_000, 18_000_000)},C-{r.Next(9999)},{r.Next(2012, 2025)}-01-13,381.54", "invoice_no,customer,booked,amount\n")),
        new("orders of a shop", "a.csv", r => Lines(r, 8, () => $"{r.Next(28_000_000, 29_000_000)},{r.Next(31_000_000, 32_000_000)},2,49.08", "order_id,product_id,qty,unit_price\n")),
        new("telephones in a table", "a.csv", r => Lines(r, 8, () => $"Lars,{r.Next(20_000_000, 29_000_000)},DK", "name,phone,country\n")),
        new("models and what they were trained on", "a.md", r => Lines(r, 8, () => $"| m{r.Next(9)} | {r.Next(10_000_000, 19_000_000)} |", "| model | tokens |\n| --- | ---: |\n")),
        new("placeholders", "a.py", _ => "load(hadm_id=20000001)\nload(hadm_id=22222222)\nload(stay_id=33333333)\nload(subject_id=12345678)\n"),
        new("whole numbers at random", "a.csv", r => Lines(r, 20, () => $"{r.Next(100_000_000)},{r.Next(100_000_000)}", "x,y\n")),
        new("addresses", "a.log", r => Lines(r, 6, () => $"at 0x{Big(r)} in lib.so, offset 0x{Big(r):x8}")),
        new("headers of notes in a description", "a.md", _ => "Discharge summaries have sections:\n\n- Chief Complaint:\n- Brief Hospital Course:\n- Discharge Diagnosis:\n\nRemoved names are underscores.\n"),
        new("the ranges of the numbers", "a.md", _ => "subject_id lies between 10000000 and 19999999, hadm_id between 20000000 and 29999999, stay_id between 30000000 and 39999999.\n"),
        new("sums of a table", "a.txt", _ => "       anchor_age  los  acuity  heartrate  sbp\ncount       100.0  100   100  100.0  100\nmean         60.1  3.2   2.7   88.0  130\nstd          12.2  1.2   0.4   12.0   20\n"),
        new("columns of tables", "a.csv", _ => "table,column,type\nhosp/admissions,subject_id,integer\nhosp/admissions,hadm_id,integer\nhosp/admissions,admittime,time\nhosp/admissions,dischtime,time\n"),
        new("a query without a patient", "a.sql", _ => "SELECT subject_id, hadm_id, charttime, valuenum FROM labevents\nWHERE itemid = 50912 AND valuenum > 4\nORDER BY subject_id, charttime LIMIT 100;\n"),
    ];

    private static string Lines(Random random, int most, Func<string> line, string before = "") =>
        before + string.Concat(Enumerable.Range(0, random.Next(3, most + 1)).Select(_ => line() + "\n"));

    private static int Big(Random random) => random.Next(10_000_000, 60_000_000);

    private static long Size(Random random) => (long)Math.Pow(10, 2 + (random.NextDouble() * 8));

    private static string Hex(Random random, int digits) => Convert.ToHexStringLower(Bytes(random, digits))[..digits];

    private static string Late(Random random) =>
        new DateTime(2110, 1, 1).AddMinutes(random.Next(90 * 365 * 1440)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static byte[] Bytes(Random random, int count)
    {
        // Spread as a checksum or a compressed picture is.
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return count > 32 ? bytes : SHA256.HashData(Encoding.UTF8.GetBytes($"{random.Next()}"))[..count];
    }
}
