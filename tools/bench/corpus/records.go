package corpus

import "fmt"

const (
	doctorCount  = 30
	clinicCount  = 10
	pictureCount = 20
	drawingCount = 10 // the first pictures are drawings in columns, the others portraits
)

// A doctor is one record of data/doctors.
type doctor struct {
	id, name, kana, post, specialty, clinic, image string
	years                                          int
}

// A clinic is one record of data/clinics.
type clinic struct {
	id, name, postal, region, locality, street, tel, url string
}

func doctorID(i int) string { return fmt.Sprintf("d%02d", i+1) }
func clinicID(i int) string { return fmt.Sprintf("c%02d", i+1) }

// pictureAddress returns the address of picture i in a body, which both programs serve from assets/.
func pictureAddress(i int) string { return fmt.Sprintf("/assets/pictures/zu-%02d.png", i+1) }

func doctorAt(i int) doctor {
	family, given := surnames[i%len(surnames)], givenNames[(i*4+i/10)%len(givenNames)]
	return doctor{
		id: doctorID(i), name: family.name + " " + given.name, kana: family.id + " " + given.id,
		post: posts[i/clinicCount], specialty: specialties[i%len(specialties)], clinic: clinicID(i % clinicCount),
		image: pictureAddress(drawingCount + i%(pictureCount-drawingCount)), years: 6 + i,
	}
}

func (d doctor) bio() string {
	return fmt.Sprintf("%sの外来を%d年担当しています。話をよく聞き、暮らしに合う方法を一緒に考えます。", d.specialty, d.years)
}

func clinicAt(i int) clinic {
	p := places[i]
	return clinic{
		id: clinicID(i), name: clinicNames[i], postal: fmt.Sprintf("000-%04d", 200+i*41),
		region: p[0], locality: p[1], street: fmt.Sprintf("%s%d丁目%d番%d号", p[2], 1+i%4, 3+i, 5+i*2),
		tel: fmt.Sprintf("03-0000-%04d", 2000+i*17), url: fmt.Sprintf("https://iin-%02d.example.jp/", i+1),
	}
}
